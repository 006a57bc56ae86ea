import type { MetricFilter, MetricReading } from "@/lib/metrics/page/types";
import { filterParameters, pathWith } from "../analytics/paths";
import { periodLabel } from "./period-labels";

/** Where a reading's rows are listed, with the page's filter. */
export function readingHref({ href }: Pick<MetricReading, "href">, filter: MetricFilter): string {
  const [path = "", search] = href.split("?");
  if (!path.startsWith("/admin/analytics")) return href;
  const own = Object.fromEntries(new URLSearchParams(search));
  return pathWith(path, { ...own, ...filterParameters(filter) });
}

/** A rate over a month's customers is that of the last complete month, whatever the range; null for other readings. */
export function comparedWith({ unit, type, at }: Pick<MetricReading, "unit" | "type" | "at">): string | null {
  return unit === "ratio" && type === "activity" && at.length === 7 ? `in ${periodLabel(at)}` : null;
}
