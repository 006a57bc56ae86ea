import { z } from "zod";
import { products } from "@/products";
import type { ProductJobs, QueueSettings } from "./queue-settings";

/** The input of each job. These are all queues there are, besides those of products. */
const ownInputs = {
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
  "follow-seats": z.object({ organizationId: z.uuid().optional() }),
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

export type OwnJob = keyof typeof ownInputs;
export type JobName = OwnJob | keyof ProductJobs;
type Inputs = { [Name in OwnJob]: z.infer<(typeof ownInputs)[Name]> } & ProductJobs;
export type JobInput<Name extends JobName> = Inputs[Name];

const ownQueues: Readonly<Record<OwnJob, QueueSettings>> = {
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
  "follow-seats": { policy: "short", cron: "*/10 * * * *", retryLimit: 3 },
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

const ofProducts = Object.entries(products).flatMap(([product, { queues: own = {} }]) =>
  Object.entries(own).map(([name, { input, ...settings }]) => ({ name, product, input, settings })),
);

/**
 * Every queue in this build, those of products that aren't sold here included: they exist and stay empty, so that the tables of
 * pg-boss don't depend on the product.
 */
export const queues = {
  ...ownQueues,
  ...Object.fromEntries(ofProducts.map(({ name, settings }) => [name, settings])),
} as Readonly<Record<JobName, QueueSettings>>;

/** The product that a queue belongs to; undefined if all products have it. */
export const productOf = (queue: string): string | undefined => ofProducts.find(({ name }) => name === queue)?.product;

/** The input of a stored job. @throws ZodError for one that another version of the program sent. */
export function parseJob<Name extends JobName>(name: Name, data: unknown): JobInput<Name> {
  const schema: z.ZodType = inputs[name] ?? z.never();
  return schema.parse(data) as JobInput<Name>;
}

const inputs: Readonly<Record<string, z.ZodType>> = {
  ...ownInputs,
  ...Object.fromEntries(ofProducts.map(({ name, input }) => [name, input])),
};
