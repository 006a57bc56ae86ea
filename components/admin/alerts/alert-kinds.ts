import type { AlertKind } from "@/lib/alerts";

/** What alerts of a kind are about, in the plural: for filters and mutes. */
export const alertKindLabels: Readonly<Record<AlertKind, string>> = {
  payment_failed: "Failed payments",
  cancellation: "Cancellations",
  limit_breach: "Exceeded limits",
  drift: "Mismatches with Stripe",
  webhook_backlog: "Stripe events waiting",
  job_failing: "Failed jobs",
  churn: "Churn",
  stripe: "Errors from Stripe",
  external_id_conflict: "External ID conflicts",
  invoice_overdue: "Overdue invoices",
  dispute: "Disputes",
  second_subscription: "Second subscriptions",
  customer_deleted: "Customers deleted in Stripe",
  audit_broken: "Audit log",
};
