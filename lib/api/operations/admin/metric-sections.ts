import { z } from "zod";
import { segmentDimensions } from "@/lib/metrics/page/types";
import { maybe, minorUnits } from "../../fields";
import { defineOperations } from "../../operation";
import { acrossAll } from "./admin-read";
import { basis, count, definitions, filter, lastMonths, month, months, period, plan, ratio } from "./metric-fields";

const churned = z.array(z.strictObject({ ...plan, customers: count, mrr: minorUnits }));
const trials = { started: count, converted: count, rate: ratio };
const conversion = z.array(z.strictObject({ ...plan, ...trials }));
const { currency } = filter;

/** The sections of `/admin/analytics` beyond growth, movements and cohorts. */
export const metricSectionOperations = defineOperations({
  getChurn: {
    ...acrossAll,
    path: "/api/v1/admin/metrics/churn",
    summary: "Get churn",
    description: "Who left, by reason, cause, plan and time since the first payment, and each month's churn rates.",
    query: z.strictObject(months),
    answer: z.strictObject({
      ...basis,
      definitions,
      from: month,
      to: month,
      byReason: churned,
      byCause: churned,
      byPlan: churned,
      byAge: churned.meta({ description: "By months since the first payment." }),
      months: z.array(z.strictObject({ month, voluntary: count, delinquent: count, mrr: minorUnits })),
    }),
  },
  getFunnel: {
    ...acrossAll,
    path: "/api/v1/admin/metrics/funnel",
    summary: "Get funnel",
    description: "How far organizations that signed up in these months have come, and where they came from.",
    query: z.strictObject({
      ...months,
      from: months.from.meta({ description: "The first month. By default two months before the last." }),
    }),
    answer: z.strictObject({
      ...basis,
      from: month,
      to: month,
      stages: z.array(
        z.strictObject({
          ...plan,
          definition: z.string(),
          count,
          ofPrevious: ratio,
          medianTime: maybe(z.number()).meta({ description: "From the previous stage, in milliseconds." }),
        }),
      ),
      bySource: z.array(z.strictObject({ source: z.string(), signUps: count, paid: count, rate: ratio })),
    }),
  },
  getPlanMix: {
    ...acrossAll,
    path: "/api/v1/admin/metrics/plan-mix",
    summary: "Get plan mix",
    description: "MRR and paying organizations by plan, or by another property. A segment doesn't apply.",
    query: z.strictObject({
      dimension: z.enum([...segmentDimensions, "currency"]).default("plan"),
      months: lastMonths,
      currency,
    }),
    answer: z.strictObject({
      ...basis,
      definitions,
      dimension: z.enum([...segmentDimensions, "currency"]),
      months: z.array(month),
      rows: z.array(
        z.strictObject({
          ...plan,
          mrr: minorUnits,
          customers: count,
          share: ratio,
          arpa: maybe(minorUnits),
          series: z.array(z.strictObject({ at: period, value: z.number() })),
        }),
      ),
    }),
  },
  getConversion: {
    ...acrossAll,
    path: "/api/v1/admin/metrics/conversion",
    summary: "Get trial conversion",
    description: "Of the trials started in a month, those that converted, whenever they did. Counts only, no amounts.",
    query: z.strictObject({ months: lastMonths, segment: filter.segment }),
    answer: z.strictObject({
      ...basis,
      definitions,
      cohorts: z.array(
        z.strictObject({
          month,
          ...trials,
          young: z.boolean().meta({ description: "Some of its trials may still be running, so the rate may rise." }),
        }),
      ),
      byPlan: conversion,
      bySource: conversion,
    }),
  },
  getPayments: {
    ...acrossAll,
    path: "/api/v1/admin/metrics/payments",
    summary: "Get payments",
    description: "Invoices by the month they were charged in, and whether they were paid.",
    query: z.strictObject({ months: lastMonths, ...filter }),
    answer: z.strictObject({
      ...basis,
      definitions,
      months: z.array(
        z.strictObject({
          month,
          succeeded: count.meta({ description: "Paid on the first attempt." }),
          recovered: count.meta({ description: "Paid after a retry." }),
          failed: count.meta({ description: "Not yet paid." }),
          successRate: ratio,
          amountFailed: minorUnits,
        }),
      ),
    }),
  },
  getProjection: {
    ...acrossAll,
    path: "/api/v1/admin/metrics/projection",
    summary: "Get MRR projection",
    description: "MRR for the next 12 months, with its range and its method.",
    query: z.strictObject(filter),
    answer: z.strictObject({
      ...basis,
      definitions,
      method: z.string().meta({ description: "How it is computed." }),
      basedOn: count.meta({ description: "Complete months." }),
      points: maybe(z.array(z.strictObject({ month, low: minorUnits, expected: minorUnits, high: minorUnits }))).meta({
        description: "Null with fewer than 4 complete months.",
      }),
      history: z.array(z.strictObject({ month, mrr: minorUnits })),
    }),
  },
});
