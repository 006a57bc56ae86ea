import "server-only";
import { and, desc, eq, gt } from "drizzle-orm";
import { organizations, usageCounters } from "@/db/schema";
import { catalog } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { day } from "@/lib/durations";
import { found } from "@/lib/errors";
import { type CountedPeriod, type PeriodUse, pastPeriods } from "./past-periods";

/** How many usage periods the page shows, including the current one. */
const shownPeriods = 12;
const shownMs = (shownPeriods + 1) * 31 * day;

/** The usage of each counter in its latest twelve periods, oldest first, by meter. */
export async function usageHistory(ctx: TenantContext, anchor: Date): Promise<ReadonlyMap<string, PeriodUse[]>> {
  const [since, rows] = await Promise.all([createdAt(ctx), countedPeriods(ctx)]);
  const facts = { kind: catalog.usagePeriod, anchor, now: ctx.now, since, most: shownPeriods };
  const counters = catalog.meters.filter(({ kind }) => kind === "counter");
  return new Map(
    counters.map(({ key }) => [
      key,
      pastPeriods(
        facts,
        rows.filter(({ meter }) => meter === key),
      ),
    ]),
  );
}

async function createdAt({ tx, organizationId }: TenantContext): Promise<Date> {
  const [row] = await tx
    .select({ createdAt: organizations.createdAt })
    .from(organizations)
    .where(eq(organizations.id, organizationId));
  return found(row, "organization").createdAt;
}

/** Newest first, as `pastPeriods` expects. */
function countedPeriods({ tx, organizationId, now }: TenantContext): Promise<(CountedPeriod & { meter: string })[]> {
  const { meter, periodStart, periodEnd, used } = usageCounters;
  return tx
    .select({ meter, start: periodStart, end: periodEnd, used })
    .from(usageCounters)
    .where(and(eq(usageCounters.organizationId, organizationId), gt(periodEnd, new Date(now.getTime() - shownMs))))
    .orderBy(desc(periodStart));
}
