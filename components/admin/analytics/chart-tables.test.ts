import { describe, expect, it } from "vitest";
import type { ChartTable } from "@/components/charts/types";
import {
  sampleChurn,
  sampleCohorts,
  sampleConversion,
  sampleFunnel,
  sampleGrowth,
  sampleMovements,
  sampleOverview,
  samplePayments,
  samplePlanMix,
  sampleProjection,
} from "@/testing/metrics/sample-metrics";
import { movementTable } from "../metrics/movement-table";
import { type ratioLines, retentionTable } from "../metrics/retention-table";
import { mrrTable, planSeries, thinned } from "../overview/mrr/mrr-series";
import { churnMonthTable, churnSliceTable } from "./churn/churn-tables";
import { forecastTable } from "./forecast/forecast-table";
import { conversionSliceTable, conversionTable, funnelTable, sourceTable } from "./funnel/funnel-tables";
import { growthCharts, growthTable } from "./growth/growth-table";
import { paymentTable, successTable } from "./payments/payment-table";
import { mixMonthTable, mixTable } from "./plans/mix-table";
import { cohortTable } from "./retention/cohort-table";

const filter = { currency: "usd", segment: { dimension: "plan", value: "starter" } } as const;
const overviewPoints = sampleOverview.mrr.points;
const mrr = mrrTable(overviewPoints, planSeries(sampleOverview, overviewPoints), "usd", filter, "30 days before");

const tables: Record<string, ChartTable> = {
  mrr,
  movements: movementTable(sampleMovements.months, "usd", filter),
  ...Object.fromEntries(
    (["retention", "churn-rates", "customer-churn"] as const satisfies readonly (keyof typeof ratioLines)[]).map(
      (chart) => [chart, retentionTable(chart, sampleMovements.retention, filter)],
    ),
  ),
  ...Object.fromEntries(growthCharts.map((chart) => [`growth ${chart}`, growthTable(chart, sampleGrowth, filter)])),
  "revenue cohorts": cohortTable("revenue", sampleCohorts),
  "customer cohorts": cohortTable("customers", sampleCohorts),
  "churn by month": churnMonthTable(sampleChurn, filter),
  ...Object.fromEntries(
    (["reason", "cause", "plan", "age"] as const).map((by) => [`churn by ${by}`, churnSliceTable(by, sampleChurn)]),
  ),
  funnel: funnelTable(sampleFunnel),
  sources: sourceTable(sampleFunnel),
  conversion: conversionTable(sampleConversion),
  "conversion by plan": conversionSliceTable("Plan", sampleConversion.byPlan),
  "mix by month": mixMonthTable(samplePlanMix),
  mix: mixTable(samplePlanMix, (key) => `/${key}`),
  payments: paymentTable(samplePayments),
  "payment success": successTable(samplePayments),
  forecast: forecastTable(sampleProjection),
};

describe.each(Object.entries(tables))("the table of %s", (_, { columns, rows }) => {
  it("has a cell for each column, and rows with distinct names", () => {
    expect(rows.length).toBeGreaterThan(0);
    for (const { cells } of rows) expect(cells).toHaveLength(columns.length);
    expect(new Set(rows.map(({ label }) => label)).size).toBe(rows.length);
    expect(new Set(columns.map(({ label }) => label)).size).toBe(columns.length);
  });

  it("draws numbers only", () => {
    columns.forEach(({ color }, index) => {
      if (!color) return;
      for (const { cells } of rows) expect(typeof (cells[index]?.value ?? 0)).toBe("number");
    });
  });

  it("links to rows with the page's filter", () => {
    const links = rows.flatMap(({ href, cells }) => [href, ...cells.map((cell) => cell.href)]);
    for (const link of links) {
      if (link?.startsWith("/admin")) expect(link).toContain("currency=usd&by=plan&value=starter");
    }
  });
});

describe("MRR by day", () => {
  it("adds up across plans in every row", () => {
    for (const { cells } of mrr.rows) {
      const [total = 0, ...plans] = [cells.at(-2), ...cells.slice(0, -2)].map((cell) => Number(cell?.value));
      expect(plans.reduce((sum, value) => sum + value, 0)).toBeCloseTo(total, 6);
    }
  });

  it("ends with today, marked as such, and leads to the organizations behind each day", () => {
    expect(mrr.rows.at(-1)).toMatchObject({ label: "Nov 30, 2026", note: "to date" });
    expect(mrr.rows[0]?.href).toBe(
      "/admin/analytics/movements?metric=mrr&period=2026-10-31&currency=usd&by=plan&value=starter",
    );
  });

  it("is drawn with few enough points on long ranges, the present always among them", () => {
    const many = Array.from({ length: 731 }, (_, index) => ({
      day: `${index}`,
      mrr: index,
      byPlan: {},
      previous: null,
    }));
    const shown = thinned(many);
    expect(shown.length).toBeLessThanOrEqual(64);
    expect(shown.at(-1)?.mrr).toBe(730);
    expect(thinned(many.slice(0, 31))).toHaveLength(31);
  });
});

describe("MRR movements by month", () => {
  const movements = movementTable(sampleMovements.months, "usd", filter);

  it("go from opening to closing in every row", () => {
    for (const { cells } of movements.rows) {
      const values = cells.map(({ value }) => Number(value));
      const [opening = 0, ...rest] = values;
      const closing = rest.pop();
      expect(rest.reduce((sum, value) => sum + value, opening)).toBeCloseTo(closing ?? 0, 6);
    }
  });

  it("lead to the movements of each kind", () => {
    const churn = movements.columns.findIndex(({ label }) => label === "Churn");
    expect(movements.rows.at(-1)?.cells[churn]?.href).toContain("metric=movements&period=2026-11&kind=churn");
  });
});

it("a mix of many segments shows the largest and sums up the others", () => {
  const row = (key: number) => ({
    key: `${key}`,
    label: `Segment ${key}`,
    mrr: 1_000,
    customers: 1,
    share: 0.1,
    arpa: 1_000,
    series: samplePlanMix.months.map((at) => ({ at, value: 1_000 })),
  });
  const { columns, rows } = mixMonthTable({ ...samplePlanMix, rows: [0, 1, 2, 3, 4, 5, 6].map(row) });
  expect(columns.map(({ label }) => label)).toEqual([
    "Segment 0",
    "Segment 1",
    "Segment 2",
    "Segment 3",
    "Segment 4",
    "2 others",
  ]);
  expect(rows[0]?.cells.map(({ value }) => value)).toEqual([10, 10, 10, 10, 10, 20]);
});
