import { createLoader, createParser, parseAsStringLiteral } from "nuqs/server";
import { growthRanges, type MetricFilter, segmentDimensions } from "@/lib/metrics/page/types";
import { filterOf, filterParams } from "./filter-params";

const monthParser = createParser({
  parse: (text) => (/^\d{4}-(0[1-9]|1[0-2])$/.test(text) ? text : null),
  serialize: (month: string) => month,
});

export const mixDimensions = [...segmentDimensions, "currency"] as const;
export const cohortUnits = ["revenue", "customers"] as const;

/** The state of the analytics pages in their URL. Values that make no sense count as absent. */
export const loadSectionParams = createLoader({
  ...filterParams,
  range: parseAsStringLiteral(growthRanges).withDefault("12m"),
  dimension: parseAsStringLiteral(mixDimensions).withDefault("plan"),
  show: parseAsStringLiteral(cohortUnits).withDefault("revenue"),
  month: monthParser,
});

export type SectionParams = Awaited<ReturnType<typeof loadSectionParams>>;
export type SectionInput = Omit<SectionParams, keyof typeof filterParams> & { filter: MetricFilter };

export const sectionInput = ({ currency, by, value, ...rest }: SectionParams): SectionInput => ({
  ...rest,
  filter: filterOf({ currency, by, value }),
});
