import type { DrillDownQuery, MetricFilter, Range } from "@/lib/metrics/page/types";

export const analyticsSections = [
  { key: "growth", label: "Growth" },
  { key: "revenue", label: "MRR movements" },
  { key: "retention", label: "Retention" },
  { key: "churn", label: "Churn" },
  { key: "funnel", label: "Funnel" },
  { key: "plans", label: "Plans and segments" },
  { key: "payments", label: "Payments" },
  { key: "usage", label: "Usage" },
  { key: "forecast", label: "Forecast" },
] as const;
export type AnalyticsSection = (typeof analyticsSections)[number]["key"];

/** What `/admin` shows at first. */
export const defaultRange: Range = "12m";

type Parameters = Readonly<Record<string, string | null | undefined>>;

/** A path with the parameters that have a value. */
export function pathWith(path: string, parameters: Parameters): string {
  const given = Object.entries(parameters).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}

/** The filter of every analytics page, as its URL writes it. */
export const filterParameters = ({ currency, segment }: MetricFilter): Parameters => ({
  currency,
  by: segment?.dimension,
  value: segment?.value,
});

/** A section of `/admin/analytics`. Growth is the page itself. */
export const sectionHref = (section: AnalyticsSection, filter: MetricFilter, more: Parameters = {}): string =>
  pathWith(section === "growth" ? "/admin/analytics" : `/admin/analytics/${section}`, {
    ...filterParameters(filter),
    ...more,
  });

/** The organizations and Stripe objects behind a figure. */
export const drillHref = ({ metric, period, kind, cursor, ...filter }: DrillDownQuery): string =>
  pathWith("/admin/analytics/movements", { metric, period, kind, ...filterParameters(filter), cursor });

/** `/admin`; `activity` filters its feed. */
export const overviewHref = (range: Range, filter: MetricFilter, activity?: string | null): string =>
  pathWith("/admin", { range: range === defaultRange ? null : range, ...filterParameters(filter), activity });

/** The CSV file of a chart. */
export const chartHref = (chart: string, filter: MetricFilter, more: Parameters = {}): string =>
  pathWith("/admin/analytics/export", { chart, ...filterParameters(filter), ...more });

/** A section by its place in the URL. Growth has no place of its own: it is the page itself. */
export const sectionOf = (path: string) => analyticsSections.find(({ key }) => key === path && key !== "growth");

/** All rows behind a figure as a CSV file. */
export const rowsFileHref = ({ metric, period, kind, ...filter }: DrillDownQuery): string =>
  pathWith("/admin/analytics/movements/export", { metric, period, kind, ...filterParameters(filter) });
