import type { JobName } from "@/lib/jobs";

const names: Readonly<Partial<Record<JobName, string>>> = {
  "sync-customer": "Sync customers from Stripe",
  "find-customer": "Find the customers of Stripe events",
  "cancel-duplicate": "Cancel duplicate subscriptions",
  "expire-checkouts": "Expire open checkouts",
  "refresh-schedule": "Refresh scheduled plan changes",
  "update-customer": "Update customers in Stripe",
  "send-email": "Send emails",
  "sweep-events": "Retry waiting Stripe events",
  "partition-usage": "Prepare usage partitions",
  "notify-limits": "Notify about limits",
  "expire-reservations": "Expire reservations",
  "measure-gauges": "Measure gauges",
  "settle-seats": "Settle seats",
  "follow-seats": "Bill seats by members",
  "report-overage": "Report overage to Stripe",
  "expire-trials": "End trials",
  "trial-notices": "Send trial notices",
  "card-notices": "Send card notices",
  "invoice-notices": "Send invoice notices",
  "end-discounts": "Record ended discounts",
  "assert-movements": "Check revenue movements",
  "roll-metrics": "Update metrics",
  "dispatch-webhook": "Queue webhook deliveries",
  "deliver-webhook": "Deliver webhooks",
  reconcile: "Reconcile with Stripe",
  "verify-audit": "Verify the audit log",
  "watch-churn": "Watch churn",
  "sweep-expired": "Delete expired records",
  "end-impersonations": "End support sessions",
  "delete-organizations": "Delete organizations",
  "export-nightly": "Export data",
  "month-report": "Send the monthly report",
  "monthly-summaries": "Send monthly summaries",
};

/** What a queue does, in words. A product's queue is named after its key: `remove-stored-files` is "Remove stored files". */
export function jobName(queue: string): string {
  const words = queue.replaceAll("-", " ");
  return names[queue as JobName] ?? words.charAt(0).toUpperCase() + words.slice(1);
}
