import type { Ladder } from "@/lib/catalog/types";

/** In parts of a counter's limit. Everything that names one of these figures reads it from here. */
export const thresholds: Ladder = { call: 0.8, email: 0.9, soft: 1, hard: 1.1, graceDays: 7 };
