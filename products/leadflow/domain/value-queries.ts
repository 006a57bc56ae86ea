import "server-only";
import { eq, max } from "drizzle-orm";
import { usageCounters } from "@/db/schema";
import { billingSummary } from "@/lib/billing";
import { catalog } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { estimateOverage, usageReport } from "@/lib/usage";
import { valueAssumptions } from "@/products/leadflow/schema";
import { type Assumptions, defaultAssumptions } from "./assumptions";
import { type Counted, computeValue, type Value } from "./value";

export type ValueReport = {
  value: Value;
  assumptions: Assumptions;
  /** Whether the organization has entered its own. */
  isOwn: boolean;
  currency: string;
};

/** What the value page shows, over the last twelve usage periods. */
export async function valueReport(ctx: TenantContext): Promise<ValueReport> {
  const [{ meters }, summary, own] = await Promise.all([usageReport(ctx), billingSummary(ctx), ownAssumptions(ctx)]);
  const past = (key: string) => meters.find((meter) => meter.key === key)?.past ?? [];
  const usedAt = (key: string, start: Date) =>
    past(key).find((period) => period.start.getTime() === start.getTime())?.used ?? 0;
  const counted = past("emails_processed").map(
    ({ start, end, used }): Counted => ({
      start,
      end,
      emails: used,
      replies: usedAt("ai_responses", start),
      leads: usedAt("leads_created", start),
    }),
  );
  const beyond = meters.reduce((total, meter) => total + (estimateOverage(meter)?.amount ?? 0), 0);
  const { price } = summary;
  const monthly =
    price && price.interval === "year" ? price.amount / (12 * price.intervalCount) : (price?.amount ?? null);
  const assumptions = own ?? defaultAssumptions;
  return {
    value: computeValue(withoutEmptyStart(counted), assumptions, monthly === null ? null : monthly + beyond, ctx.now),
    assumptions,
    isOwn: own !== null,
    currency: price?.currency ?? catalog.currency,
  };
}

/** The months before anything was reported say nothing. */
function withoutEmptyStart(counted: readonly Counted[]): Counted[] {
  const first = counted.findIndex(({ emails, leads, replies }) => emails + leads + replies > 0);
  return first < 0 ? [] : counted.slice(first);
}

async function ownAssumptions({ tx, organizationId }: TenantContext): Promise<Assumptions | null> {
  const { secondsPerEmail, secondsPerReply, hourlyRate } = valueAssumptions;
  const [row] = await tx
    .select({ secondsPerEmail, secondsPerReply, hourlyRate })
    .from(valueAssumptions)
    .where(eq(valueAssumptions.organizationId, organizationId));
  return row ?? null;
}

/** When the program last reported anything; null before its first report. */
export async function lastReport({ tx, organizationId }: TenantContext): Promise<Date | null> {
  const [row] = await tx
    .select({ at: max(usageCounters.updatedAt) })
    .from(usageCounters)
    .where(eq(usageCounters.organizationId, organizationId));
  return row?.at ?? null;
}
