import type { SegmentDimension } from "@/lib/metrics/page/types";

/** What figures can be grouped and filtered by. */
export const dimensionLabels = {
  plan: "Plan",
  interval: "Billing interval",
  country: "Country",
  industry: "Industry",
  size: "Company size",
  sign_up_month: "Sign-up month",
  source: "Source",
  cohort: "First payment",
  currency: "Currency",
} as const satisfies Record<SegmentDimension | "currency", string>;
