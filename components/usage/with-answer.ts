import type { UsageAnswer } from "@/lib/api/queries";
import type { MeterUsage } from "@/lib/usage";
import { partUsed } from "@/lib/usage/report/meter-usage";

/** The meters with the figures of a later answer of the API. */
export const withAnswer = (meters: readonly MeterUsage[], answer: UsageAnswer): MeterUsage[] =>
  meters.map((meter) => {
    const latest = answer.meters.find(({ meter: key }) => key === meter.key);
    if (!latest) return meter;
    const { used, limit, hardLimit, state, beyond, graceEndsAt, resetsAt } = latest;
    return {
      ...meter,
      used,
      limit,
      hardLimit,
      state,
      overageUnits: beyond?.units ?? meter.overageUnits,
      part: partUsed(used, limit),
      graceEndsAt: graceEndsAt === null ? null : new Date(graceEndsAt),
      resetsAt: resetsAt === null ? null : new Date(resetsAt),
    };
  });
