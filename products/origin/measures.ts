import type { Measures } from "@/lib/usage";

/**
 * How gauges are measured from this product's own tables, by the gauge's key; see products/unison/measures.ts. A gauge without
 * a measure is set through the API. Gatehouse measures `users` itself.
 */
export const measures: Measures = {};
