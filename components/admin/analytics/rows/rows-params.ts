import { createLoader, createParser, parseAsStringLiteral } from "nuqs/server";
import { movementKinds } from "@/db/schema";
import type { DrillDownQuery } from "@/lib/metrics/page/types";
import { filterOf, filterParams } from "../filter-params";

/** A month or a day that exists: February 30 doesn't. */
function isPeriod(text: string): boolean {
  if (!/^\d{4}-\d{2}(-\d{2})?$/.test(text)) return false;
  const day = text.length === 7 ? `${text}-01` : text;
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
}

/** One month or day, or two of the same length, in order: `2025-12..2026-11`. */
const periodParser = createParser({
  parse: (text) => {
    const [first = "", last = first, ...more] = text.split("..");
    const fits =
      more.length === 0 && isPeriod(first) && isPeriod(last) && first.length === last.length && first <= last;
    return fits ? text : null;
  },
  serialize: (period: string) => period,
});

/** Opaque to this page; `movementsBehind` refuses what it didn't write. */
const cursorParser = createParser({
  parse: (text) => (text.length <= 500 ? text : null),
  serialize: (cursor: string) => cursor,
});

export const rowMetrics = [
  "movements",
  "mrr",
  "lost",
  "sign_ups",
  "trials",
  "trials_started",
] as const satisfies readonly DrillDownQuery["metric"][];

export const loadRowsParams = createLoader({
  ...filterParams,
  metric: parseAsStringLiteral(rowMetrics).withDefault("movements"),
  period: periodParser,
  kind: parseAsStringLiteral(movementKinds),
  cursor: cursorParser,
});

/** What the URL asks for; the month of `now` unless it names a period. A kind means movements only. */
export function rowsQuery(
  { metric, period, kind, cursor, ...filter }: Awaited<ReturnType<typeof loadRowsParams>>,
  now: Date,
): DrillDownQuery {
  return {
    metric,
    period: period ?? now.toISOString().slice(0, 7),
    kind: metric === "movements" ? kind : null,
    cursor,
    ...filterOf(filter),
  };
}
