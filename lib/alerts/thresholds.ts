import type { alertThresholdNames } from "@/db/schema";

export type AlertThreshold = (typeof alertThresholdNames)[number];

type Definition = {
  label: string;
  hint: string;
  unit: string;
  min: number;
  max: number;
  /** Whether it counts whole things. */
  whole: boolean;
};

/** What can be set on the alerts page. Their defaults are the values that alert about everything worth knowing. */
export const alertThresholds: Readonly<Record<AlertThreshold, Definition>> = {
  churn_percent: {
    label: "Monthly gross MRR churn",
    hint: "Alerts when the rate is above this. 0 turns it off.",
    unit: "%",
    min: 0,
    max: 100,
    whole: false,
  },
  cancellation_mrr: {
    label: "Canceled plan",
    hint: "Alerts when a plan with at least this much MRR is canceled, in the customer's currency.",
    unit: "MRR",
    min: 0,
    max: 1_000_000,
    whole: false,
  },
  failed_payment_attempt: {
    label: "Failed payment",
    hint: "Alerts once this many attempts have failed. After the third, the organization becomes read-only.",
    unit: "attempt",
    min: 1,
    max: 4,
    whole: true,
  },
  backlog_minutes: {
    label: "Stripe events waiting",
    hint: "Alerts when the oldest event has waited this long.",
    unit: "minutes",
    min: 1,
    max: 1_440,
    whole: true,
  },
};
