import { z } from "zod";
import { growthRanges, ranges } from "@/lib/metrics/page/types";
import { maybe, minorUnits } from "../../fields";
import { defineOperations } from "../../operation";
import { acrossAll } from "./admin-read";
import { basis, count, filter, month, months, period, plan, ratio } from "./metric-fields";

const metric = z
  .strictObject({
    slug: z.string(),
    label: z.string(),
    type: z.enum(["activity", "balance"]).meta({ description: "`activity`: in a period. `balance`: at its end." }),
    unit: z
      .enum(["money", "count", "ratio", "multiple"])
      .meta({ description: "`money`: minor units of `currency`, per month unless the definition says otherwise." }),
    definition: z.string().meta({ description: "How it is computed." }),
    rows: z.string().meta({ description: "The admin page with the rows behind it." }),
    good: maybe(z.enum(["up", "down"])).meta({ description: "Whether a higher value is better; null if neither is." }),
    at: period.meta({ description: "The period of `value`. Monthly rates are those of the last complete month." }),
    value: maybe(z.number()).meta({ description: "Null without a base, such as churn without customers." }),
    previous: maybe(z.number()).meta({
      description: "A balance: at the start of the range. An activity: in the period before. A rate: the month before.",
    }),
    series: z.array(z.strictObject({ at: period, value: maybe(z.number()) })),
  })
  .meta({ id: "Metric" });

const movementKind = z.enum([
  "new",
  "expansion",
  "contraction",
  "churn",
  "reactivation",
  "paused",
  "resumed",
  "transfer_in",
  "transfer_out",
  "fx",
]);
const waterfall = z
  .strictObject({
    month,
    opening: minorUnits,
    steps: z.array(z.strictObject({ kind: movementKind, label: z.string(), amount: minorUnits, count })),
    closing: minorUnits,
    running: z.boolean().meta({ description: "The month hasn't ended." }),
  })
  .meta({ id: "Waterfall", description: "`opening` + the amounts of all steps = `closing`." });

const retention = z.strictObject({
  month,
  nrr: ratio,
  grr: ratio,
  grossMrrChurn: ratio,
  logoChurn: ratio,
  voluntaryLogoChurn: ratio,
  delinquentLogoChurn: ratio,
  quickRatio: maybe(z.number()),
  running: z.boolean(),
});

export const metricOperations = defineOperations({
  getMetrics: {
    ...acrossAll,
    path: "/api/v1/admin/metrics",
    summary: "Get metrics",
    description:
      "MRR and everything derived from it, each with its definition. Every revenue figure is a sum over movements of monthly recurring revenue.",
    query: z.strictObject({ range: z.enum(ranges).default("30d"), ...filter }),
    answer: z.strictObject({
      ...basis,
      range: z.enum(ranges),
      metrics: z.array(metric),
      mrr: z.strictObject({
        value: minorUnits,
        change: z.strictObject({ amount: minorUnits, ratio: maybe(z.number()) }),
        committed: minorUnits.meta({ description: "Excludes subscriptions that are set to end." }),
        onHold: minorUnits.meta({ description: "MRR removed by pauses." }),
        points: z.array(
          z.strictObject({
            day: z.string().meta({ format: "date" }),
            mrr: minorUnits,
            byPlan: z.record(z.string(), minorUnits),
            previous: maybe(minorUnits),
          }),
        ),
      }),
      waterfall: waterfall.meta({ description: "The current month." }),
      retention: z.array(retention),
      plans: z.array(z.strictObject({ ...plan, customers: count, mrr: minorUnits })),
      funnel: z.array(
        z.strictObject({
          key: z.string(),
          label: z.string(),
          count,
          ofPrevious: ratio,
          medianTime: maybe(z.number()).meta({ description: "From the previous stage, in milliseconds." }),
        }),
      ),
      gauges: z.array(
        z.strictObject({
          meter: z.string(),
          label: z.string(),
          unit: z.string(),
          total: z.number(),
          previous: maybe(z.number()),
          series: z.array(z.strictObject({ at: period, value: z.number() })),
        }),
      ),
    }),
  },
  getGrowth: {
    ...acrossAll,
    path: "/api/v1/admin/metrics/growth",
    summary: "Get growth",
    description: "Sign-ups, paying organizations, trials and MRR, by day up to 90 days and by month beyond.",
    query: z.strictObject({ range: z.enum(growthRanges).default("30d"), ...filter }),
    answer: z.strictObject({
      ...basis,
      range: z.enum(growthRanges),
      points: z.array(
        z.strictObject({
          at: period,
          signUps: count,
          paying: count.meta({ description: "At the end of the period." }),
          trials: count.meta({ description: "Running at the end of the period." }),
          mrr: minorUnits,
          netNewMrr: minorUnits,
        }),
      ),
      metrics: z.array(metric),
    }),
  },
  getMovements: {
    ...acrossAll,
    path: "/api/v1/admin/metrics/movements",
    summary: "Get MRR movements",
    description: "The waterfall and the retention of each month.",
    query: z.strictObject(months),
    answer: z.strictObject({ ...basis, months: z.array(waterfall), retention: z.array(retention) }),
  },
  getCohorts: {
    ...acrossAll,
    path: "/api/v1/admin/metrics/cohorts",
    summary: "Get cohorts",
    description: "The retention of the organizations that first paid in a month, month by month.",
    query: z.strictObject({ months: z.coerce.number().int().min(1).max(60).default(24), ...filter }),
    answer: z.strictObject({
      ...basis,
      cohorts: z.array(
        z.strictObject({
          month,
          customers: count,
          mrr: minorUnits,
          cells: z
            .array(z.strictObject({ mrr: minorUnits, customers: count, revenueRetention: ratio, logoRetention: ratio }))
            .meta({ description: "By months since the first payment." }),
        }),
      ),
      average: z.array(z.strictObject({ revenueRetention: ratio, logoRetention: ratio })),
    }),
  },
});
