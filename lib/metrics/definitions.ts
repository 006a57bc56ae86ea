import { type MetricName, metrics } from "./declarations";

/** How metrics are computed, for answers that show their figures without declaring each. */
export const definitionsOf = (...names: readonly MetricName[]) =>
  names.map((name) => {
    const { slug, label, hint } = metrics[name];
    return { slug, label, definition: hint };
  });
