import { z } from "zod";

/** The input of each job. These are all queues there are. */
export const jobInputs = {
  // `asked` by events only: without a newer one than Stripe was last read, there is nothing to do.
  "sync-customer": z.object({ customerId: z.string(), asked: z.literal("by_events").optional() }),
  "find-customer": z.object({ eventId: z.string() }),
  "cancel-duplicate": z.object({ organizationId: z.uuid(), subscriptionId: z.string() }),
  "expire-checkouts": z.object({ organizationId: z.uuid() }),
  "refresh-schedule": z.object({ organizationId: z.uuid() }),
  // `billingTo`: the person whose address gets invoices from now on.
  "update-customer": z.object({ organizationId: z.uuid(), billingTo: z.uuid().optional() }),
  "send-email": z.object({ emailId: z.uuid() }),
  "sweep-events": z.object({}),
  "partition-usage": z.object({}),
  "notify-limits": z.object({}),
  "expire-reservations": z.object({}),
  "measure-gauges": z.object({}),
  "settle-seats": z.object({ organizationId: z.uuid().optional() }),
  "report-overage": z.object({}),
  "expire-trials": z.object({}),
  "trial-notices": z.object({}),
  "card-notices": z.object({}),
  "invoice-notices": z.object({}),
  "end-discounts": z.object({}),
  "assert-movements": z.object({}),
  "roll-metrics": z.object({}),
  "dispatch-webhook": z.object({ messageId: z.uuid() }),
  "deliver-webhook": z.object({ deliveryId: z.uuid() }),
  reconcile: z.object({ reconciliationId: z.uuid().optional() }),
  "verify-audit": z.object({}),
  "watch-churn": z.object({}),
  "sweep-expired": z.object({}),
  "end-impersonations": z.object({}),
  "delete-organizations": z.object({}),
  "export-nightly": z.object({}),
  "month-report": z.object({}),
  "monthly-summaries": z.object({}),
} as const;

export type JobName = keyof typeof jobInputs;
export type JobInput<Name extends JobName> = z.infer<(typeof jobInputs)[Name]>;

type QueueSettings = {
  /** `short`: at most one waiting job per singleton key, so a thousand requests cost a handful of runs. */
  policy: "standard" | "short";
  /** Runs on a schedule as well, in UTC. */
  cron?: string;
  /** Compares and repairs, or copies. The time machine runs it once, at the end of a journey. */
  check?: true;
  retryLimit: number;
  /** How many loops of a worker fetch from it, each when its last job is done. Defaults to 1. */
  concurrency?: number;
  /** How many are fetched, run and reported together; for many short jobs. */
  batch?: number;
};

export const queues: Readonly<Record<JobName, QueueSettings>> = {
  // Six at a time, well below the hundred requests per second that Stripe allows.
  "sync-customer": { policy: "short", retryLimit: 10, concurrency: 2, batch: 3 },
  "find-customer": { policy: "short", retryLimit: 10 },
  "cancel-duplicate": { policy: "short", retryLimit: 10 },
  "expire-checkouts": { policy: "short", retryLimit: 10 },
  "refresh-schedule": { policy: "short", retryLimit: 10 },
  "update-customer": { policy: "short", retryLimit: 10 },
  "send-email": { policy: "standard", retryLimit: 20, concurrency: 2 },
  "sweep-events": { policy: "short", cron: "* * * * *", retryLimit: 0 },
  "partition-usage": { policy: "short", cron: "10 0 * * *", retryLimit: 3 },
  "notify-limits": { policy: "short", cron: "*/5 * * * *", retryLimit: 0 },
  "expire-reservations": { policy: "short", cron: "*/5 * * * *", retryLimit: 0 },
  "settle-seats": { policy: "short", cron: "*/5 * * * *", retryLimit: 3 },
  "measure-gauges": { policy: "short", cron: "35 */6 * * *", retryLimit: 3 },
  "report-overage": { policy: "short", cron: "50 * * * *", retryLimit: 3 },
  "expire-trials": { policy: "short", cron: "5 * * * *", retryLimit: 3 },
  "trial-notices": { policy: "short", cron: "15 * * * *", retryLimit: 3 },
  "card-notices": { policy: "short", cron: "0 9 * * *", retryLimit: 3 },
  "invoice-notices": { policy: "short", cron: "55 * * * *", retryLimit: 3 },
  "end-discounts": { policy: "short", cron: "25 * * * *", retryLimit: 3 },
  "assert-movements": { policy: "short", cron: "30 2 * * *", check: true, retryLimit: 0 },
  "roll-metrics": { policy: "short", cron: "* * * * *", check: true, retryLimit: 0 },
  "dispatch-webhook": { policy: "standard", retryLimit: 10, batch: 4 },
  "deliver-webhook": { policy: "standard", retryLimit: 10, concurrency: 4 },
  reconcile: { policy: "short", cron: "0 3 * * *", check: true, retryLimit: 10 },
  "verify-audit": { policy: "short", cron: "45 3 * * *", check: true, retryLimit: 2 },
  "watch-churn": { policy: "short", cron: "40 2 * * *", retryLimit: 3 },
  "sweep-expired": { policy: "short", cron: "20 4 * * *", retryLimit: 3 },
  "end-impersonations": { policy: "short", cron: "*/5 * * * *", retryLimit: 0 },
  "delete-organizations": { policy: "short", cron: "45 * * * *", retryLimit: 0 },
  "month-report": { policy: "short", cron: "0 7 * * *", retryLimit: 3 },
  // After the night's syncs, in the morning of most customers.
  "monthly-summaries": { policy: "short", cron: "0 13 * * *", retryLimit: 3 },
  // After the reconciliation, so that it has what that repaired.
  "export-nightly": { policy: "short", cron: "30 4 * * *", check: true, retryLimit: 3 },
};
