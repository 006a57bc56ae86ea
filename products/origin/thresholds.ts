import type { ThresholdShares } from "@/lib/catalog/types";

/** In parts of a counter's limit. Everything that names one of these figures reads it from here. */
export const thresholds: ThresholdShares = { warning: 0.8, critical: 0.9, soft: 1, hard: 1.1, graceDays: 7 };
