import { createLoader, createParser, parseAsStringLiteral } from "nuqs/server";
import { type MetricFilter, segmentDimensions } from "@/lib/metrics/page/types";

/** An ISO 4217 code in lower case. Anything else in the URL counts as absent. */
export const currencyParser = createParser({
  parse: (text) => (/^[a-z]{3}$/.test(text) ? text : null),
  serialize: (currency: string) => currency,
});

/** The longest value a segment can have; PostgreSQL refuses NUL. */
const valueParser = createParser({
  parse: (text) => (text.length > 0 && text.length <= 100 && !text.includes("\u0000") ? text : null),
  serialize: (value: string) => value,
});

export const filterParams = {
  currency: currencyParser,
  by: parseAsStringLiteral(segmentDimensions),
  value: valueParser,
};

export const loadFilter = createLoader(filterParams);

/** A half-given segment is none. */
export function filterOf({ currency, by, value }: Awaited<ReturnType<typeof loadFilter>>): MetricFilter {
  return { currency, segment: by && value ? { dimension: by, value } : null };
}
