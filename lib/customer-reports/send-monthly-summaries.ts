import "server-only";
import { and, asc, eq, gt, gte, isNull, lt, or, sql } from "drizzle-orm";
import { emails, invoices, organizations, suspensions, usageCounters } from "@/db/schema";
import { mailBilling } from "@/lib/billing";
import { type Actor, type Context, inTenant, withPlatform } from "@/lib/context";
import { formatMonth } from "@/lib/dates";
import { env } from "@/lib/env";
import { formatMoney } from "@/lib/money";
import { formatCount } from "@/lib/numbers";
import { lastMonth } from "@/lib/reports";
import { type CustomerStatement, customerStatement } from "./customer-statement";

/** For so many days after a month ends, so that a worker that was down on the first catches up. */
const catchUpDays = 7;
/** Per transaction, so that none is open for long. */
const batchSize = 100;

/**
 * Emails the summary of the last month to the owners and billing contacts of every organization that used something or was
 * invoiced in it. Each address gets it once, however often this runs, and not at all if it has turned reports off.
 *
 * @returns how many organizations were handled by this run.
 */
export async function sendMonthlySummaries({ actor, now }: { actor: Actor; now: Date }): Promise<number> {
  if (now.getUTCDate() > catchUpDays) return 0;
  const month = lastMonth(now);
  let handled = 0;
  for (let after = "00000000-0000-0000-0000-000000000000"; ; ) {
    const ids = await withPlatform({ actor, now }, async (ctx) => {
      const due = await dueAfter(ctx, month, after);
      for (const id of due) await sendSummary(ctx, id, month);
      return due;
    });
    const last = ids.at(-1);
    if (last === undefined) return handled;
    handled += ids.length;
    after = last;
  }
}

/** Organizations without a summary since the month ended. A suspended one can't look at anything. */
async function dueAfter({ tx }: Context, month: string, after: string): Promise<string[]> {
  const start = new Date(`${month}-01T00:00:00Z`);
  const end = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 1));
  const used = tx
    .select({ one: sql`1` })
    .from(usageCounters)
    .where(
      and(
        eq(usageCounters.organizationId, organizations.id),
        gt(usageCounters.used, 0),
        lt(usageCounters.periodStart, end),
        gt(usageCounters.periodEnd, start),
      ),
    );
  const invoiced = tx
    .select({ one: sql`1` })
    .from(invoices)
    .where(
      and(eq(invoices.organizationId, organizations.id), gte(invoices.createdAt, start), lt(invoices.createdAt, end)),
    );
  const sent = tx
    .select({ one: sql`1` })
    .from(emails)
    .where(
      and(
        eq(emails.organizationId, organizations.id),
        eq(emails.template, "monthly-summary"),
        gte(emails.createdAt, end),
      ),
    );
  const rows = await tx
    .select({ id: organizations.id })
    .from(organizations)
    .leftJoin(suspensions, eq(suspensions.organizationId, organizations.id))
    .where(
      and(
        gt(organizations.id, after),
        isNull(suspensions.suspendedAt),
        or(sql`exists ${used}`, sql`exists ${invoiced}`),
        sql`not exists ${sent}`,
      ),
    )
    .orderBy(asc(organizations.id))
    .limit(batchSize);
  return rows.map(({ id }) => id);
}

async function sendSummary(ctx: Context, organizationId: string, month: string): Promise<void> {
  const tenant = inTenant(ctx, organizationId);
  const statement = await customerStatement(tenant, month);
  await mailBilling(tenant, {
    template: "monthly-summary",
    key: `monthly-summary:${month}`,
    props: propsOf(statement),
  });
}

function propsOf({ month, organization, plan, meters, charges }: CustomerStatement) {
  const usage = meters.flatMap(({ name, unit, used }) =>
    used === null ? [] : [{ label: name, value: formatCount(used, unit.one, unit.other) }],
  );
  const money = charges.flatMap(({ currency, invoiced, givenBack, open }) => {
    const row = (label: string, amount: number) => ({ label, value: formatMoney({ amount, currency }) });
    return [
      row("Invoiced", invoiced),
      ...(givenBack > 0 ? [row("Refunded or credited", givenBack)] : []),
      ...(open > 0 ? [row("Still open", open)] : []),
    ];
  });
  return {
    organization,
    month: formatMonth(new Date(`${month}-01T00:00:00Z`)),
    plan,
    facts: [...usage, ...money],
    statementUrl: `${env.APP_URL}/billing/statement?month=${month}`,
  };
}
