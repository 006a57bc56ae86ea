import "server-only";
import { and, asc, eq, gte, isNotNull, isNull, sql } from "drizzle-orm";
import { overageReports, subscriptions } from "@/db/schema";
import { hasArrived, reportUse } from "@/lib/billing";
import { type Context, withPlatform } from "@/lib/context";
import { minute as minuteMs } from "@/lib/durations";
import { logger } from "@/lib/logger";
import { pgArray } from "@/lib/pg-array";

type Opening = Pick<Context, "actor" | "now">;

/**
 * The hourly job that reports overage to Stripe. Each report is a row before it is sent, so no unit is reported twice or
 * lost: not by concurrent runs, nor if the worker dies between sending and recording, nor if Stripe's answer is lost. Safe to
 * run twice at once.
 *
 * @returns how many reports were delivered.
 * @throws the last error of those that were not. The next run retries them.
 */
export async function reportOverage(opening: Opening): Promise<number> {
  await withPlatform(opening, makeReports);
  const due = await withPlatform(opening, unsentReports);
  let failure: unknown;
  let delivered = 0;
  for (const report of due) {
    try {
      if (await deliver(opening, report)) delivered += 1;
    } catch (error) {
      failure = error;
      logger.warn(
        { err: error, organizationId: report.organizationId, meter: report.meter },
        "could not report overage",
      );
    }
  }
  if (failure) throw failure;
  return delivered;
}

/** Creates a report for overage that is in none yet, whatever the plan is now: it was charged when it was used. */
async function makeReports(ctx: Context): Promise<void> {
  const { tx, now } = ctx;
  const due = sql`c.sold and c.period_end > ${now.toISOString()}::timestamptz - interval '40 days'
    and c.overage > c.overage_reported and s.stripe_customer_id is not null`;
  // Locks the gates in the order of every writer.
  const gates = await tx.execute<{ id: string }>(sql`
    select organization_id as id from usage_gates where organization_id in (
      select c.organization_id from usage_counters c join subscriptions s using (organization_id) where ${due})
    order by organization_id for no key update`);
  await tx.execute(sql`
    with due as (
      select c.organization_id, c.meter, c.period_start, c.overage as reported_to, c.overage - c.overage_reported as units
      from usage_counters c join subscriptions s using (organization_id)
      where ${due} and c.organization_id = any(${pgArray(gates.map(({ id }) => id))}::text::uuid[])
    ), marked as (
      update usage_counters c set overage_reported = due.reported_to from due
      where c.organization_id = due.organization_id and c.meter = due.meter and c.period_start = due.period_start)
    insert into overage_reports (organization_id, meter, period_start, reported_to, units, created_at)
    select organization_id, meter, period_start, reported_to, units, ${now.toISOString()}::timestamptz from due`);
}

type Report = Awaited<ReturnType<typeof unsentReports>>[number];

/** The oldest unsent report of each organization and meter. Stripe gets one a minute, so that each can be looked up. */
function unsentReports({ tx }: Context) {
  return tx
    .selectDistinctOn([overageReports.organizationId, overageReports.meter], {
      organizationId: overageReports.organizationId,
      meter: overageReports.meter,
      periodStart: overageReports.periodStart,
      reportedTo: overageReports.reportedTo,
      units: overageReports.units,
      reportedAt: overageReports.reportedAt,
      customerId: sql<string>`${subscriptions.stripeCustomerId}`,
    })
    .from(overageReports)
    .innerJoin(subscriptions, eq(subscriptions.organizationId, overageReports.organizationId))
    .where(and(isNull(overageReports.sentAt), isNotNull(subscriptions.stripeCustomerId)))
    .orderBy(
      overageReports.organizationId,
      overageReports.meter,
      asc(overageReports.createdAt),
      asc(overageReports.periodStart),
    );
}

/** @returns whether it has been delivered. */
async function deliver(opening: Opening, report: Report): Promise<boolean> {
  const { customerId, meter, units, reportedAt } = report;
  // It was sent before, with unknown result. Stripe keeps identifiers for a day only, but its sums forever.
  if (reportedAt && (await hasArrived({ customerId, meter, at: reportedAt }))) return markSent(opening, report);
  if (!(await beginAttempt(opening, report))) return false;
  await reportUse({ customerId, meter, units, at: opening.now, identifier: identifierOf(report) });
  return markSent(opening, report);
}

const identifierOf = ({ organizationId, meter, periodStart, reportedTo }: Report): string =>
  [organizationId, meter, Math.floor(periodStart.getTime() / 1000), reportedTo].join(":");

/**
 * Records the time of the report before it is sent. It is the current time, because the invoice of an ended period takes no
 * more units. Refused while there is another report of the same minute: Stripe's sums are by minute.
 */
function beginAttempt(opening: Opening, report: Report): Promise<boolean> {
  const minute = new Date(Math.floor(opening.now.getTime() / minuteMs) * minuteMs);
  return withPlatform(opening, async ({ tx, now }) => {
    const [other] = await tx
      .select({ units: overageReports.units })
      .from(overageReports)
      .where(
        and(
          eq(overageReports.organizationId, report.organizationId),
          eq(overageReports.meter, report.meter),
          gte(overageReports.reportedAt, minute),
        ),
      );
    if (other) return false;
    await tx.update(overageReports).set({ reportedAt: now }).where(isReport(report));
    return true;
  });
}

async function markSent(opening: Opening, report: Report): Promise<true> {
  await withPlatform(opening, ({ tx, now }) => tx.update(overageReports).set({ sentAt: now }).where(isReport(report)));
  return true;
}

const isReport = ({ organizationId, meter, periodStart, reportedTo }: Report) =>
  and(
    eq(overageReports.organizationId, organizationId),
    eq(overageReports.meter, meter),
    eq(overageReports.periodStart, periodStart),
    eq(overageReports.reportedTo, reportedTo),
  );
