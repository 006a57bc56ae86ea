import "server-only";
import { and, eq, gt, lte, sql } from "drizzle-orm";
import { creditGrants, usageCounters } from "@/db/schema";
import { type Context, inTenant, type TenantContext, withPlatform } from "@/lib/context";
import { hasExpired } from "./draw";
import { lockGate, watchGate } from "./gate";
import { openGrants, takeFrom } from "./grants";

const maxPerRun = 500;

/**
 * The job that takes what has expired out of the balances. Nothing expired is drawn, with or without it; this makes the ledger
 * say so, dated when it expired. Each organization in a transaction of the platform role. Safe to run twice at once.
 */
export async function expireCredits(opening: Pick<Context, "actor" | "now">): Promise<void> {
  const due = await withPlatform(opening, ({ tx, now }) =>
    tx
      .selectDistinct({ organizationId: creditGrants.organizationId })
      .from(creditGrants)
      .where(and(gt(creditGrants.remaining, 0), lte(creditGrants.expiresAt, now), isNotOfRunningPlan))
      .limit(maxPerRun),
  );
  for (const { organizationId } of due) {
    await withPlatform(opening, (ctx) => expireOf(inTenant(ctx, organizationId)));
  }
}

/** What a plan granted is settled when the next period's credits are granted, because some of it may roll over. */
const isNotOfRunningPlan = sql`${creditGrants.source} not in ('plan', 'rollover')`;

async function expireOf(ctx: TenantContext): Promise<void> {
  await lockGate(ctx);
  const open = await openGrants(ctx);
  const expired = open.filter((grant) => hasExpired(grant, ctx.now) && grant.periodStart === null);
  for (const grant of expired) {
    await takeFrom(ctx, grant, grant.remaining, { kind: "expired", at: grant.expiresAt ?? ctx.now });
  }
  if (open.length === expired.length && !(await hasOpenBlock(ctx))) await watchGate(ctx, false);
}

/** Whether money paid for units of a running period: the rest of a block is free. */
async function hasOpenBlock({ tx, organizationId, now }: TenantContext): Promise<boolean> {
  const rows = await tx
    .select({ meter: usageCounters.meter })
    .from(usageCounters)
    .where(
      and(
        eq(usageCounters.organizationId, organizationId),
        gt(usageCounters.periodEnd, now),
        gt(usageCounters.prepaid, 0),
      ),
    )
    .limit(1);
  return rows.length > 0;
}
