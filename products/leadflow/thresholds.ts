import type { ThresholdShares } from "@/lib/catalog/types";

/** When a customer is notified, and when work stops. The questions and answers on the site state them too. */
export const thresholds: ThresholdShares = { warning: 0.8, critical: 0.9, soft: 1, hard: 1.1, graceDays: 7 };
