import type { Ladder } from "../types";

/** In parts of a counter's limit. Everything that names one of these figures reads it from here. */
export const unisonThresholds: Ladder = { call: 0.8, email: 0.9, soft: 1, hard: 1.1, graceDays: 7 };
