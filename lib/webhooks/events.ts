import { z } from "zod";
import { billingIntervals } from "@/db/schema";

/** The organization of an event, with its external ID if it has one. */
const organization = z.strictObject({ id: z.uuid(), name: z.string(), externalId: z.string().nullable() });
const instant = z.iso.datetime();
const minorUnits = z.int();

const subscription = z.strictObject({
  status: z.string(),
  plan: z.string(),
  price: z.string().nullable().describe("The lookup key of its price in Stripe."),
  interval: z.enum(billingIntervals).nullable(),
  currency: z.string().nullable(),
  unitAmount: z.number().nullable().describe("Minor units, with a fraction if the price has one."),
  mrr: minorUnits.describe("Minor units a month."),
  currentPeriodEnd: instant.nullable(),
  cancelAt: instant.nullable(),
});

const trial = z.strictObject({ organization, plan: z.string(), trialEndsAt: instant });

const payment = z.strictObject({
  organization,
  invoice: z.strictObject({
    id: z.string(),
    number: z.string().nullable(),
    currency: z.string(),
    total: minorUnits,
    amountPaid: minorUnits,
    amountRemaining: minorUnits,
    attempt: z.int(),
    hostedUrl: z.string().nullable(),
  }),
});

const givenBack = { id: z.string(), amount: minorUnits, currency: z.string(), reason: z.string().nullable() };

const refund = z.strictObject({
  organization,
  refund: z.strictObject({
    ...givenBack,
    invoice: z.string().nullable().describe("Null for a payment without an invoice."),
    createdAt: instant,
  }),
});

const credit = z.strictObject({
  organization,
  creditNote: z.strictObject({ ...givenBack, number: z.string(), invoice: z.string(), createdAt: instant }),
});

const dispute = z.strictObject({
  organization,
  dispute: z.strictObject({
    ...givenBack,
    charge: z.string(),
    invoice: z.string().nullable().describe("Null for a payment without an invoice."),
    status: z.string().describe("As in Stripe: `needs_response`, `under_review`, `won`, `lost`, …"),
    evidenceDueAt: instant.nullable(),
    createdAt: instant,
  }),
});

const notice = z.strictObject({
  organization,
  kind: z.string().describe("What is watched, such as `roi_below_threshold`."),
  subject: z.string().describe("What of it, such as a channel. The pair ends with the next `notice.resolved`."),
  title: z.string(),
  text: z.string(),
  url: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
});

const change = z.strictObject({ organization, subscription, previous: subscription });

/**
 * All event types, each with the schema of its `data`. The body is `{type, timestamp, data}`, as in the Standard Webhooks
 * specification. Amounts are in minor units of the currency beside them, times are ISO 8601 in UTC.
 */
export const webhookEvents = {
  "subscription.changed": { description: "Plan, price, quantity, status or cancellation changed", data: change },
  "subscription.canceled": { description: "A subscription ended", data: change },
  "trial.started": {
    description:
      "An organization signed up. If it gets no trial because its company had one before, `trialEndsAt` is the time of sign-up.",
    data: trial,
  },
  "trial.ending": { description: "A trial ends within three days", data: trial },
  "trial.ended": { description: "A trial ended without a purchase", data: trial },
  "limit.reached": {
    description:
      "Usage reached the critical threshold, the soft limit or the hard limit, or an amount that didn't fit was refused",
    data: z.strictObject({
      organization,
      meter: z.string(),
      step: z.enum(["critical", "soft", "refused", "hard"]),
      used: z.int(),
      limit: z.int(),
      refused: z.int().nullable().describe("The amount that was refused, while a smaller one would have fit."),
      graceEndsAt: instant.nullable(),
      periodStart: instant,
    }),
  },
  "payment.succeeded": { description: "An invoice was paid", data: payment },
  "payment.failed": { description: "A payment was declined", data: payment },
  "invoice.refunded": { description: "A payment was refunded", data: refund },
  "invoice.credited": { description: "A credit note was issued", data: credit },
  "dispute.created": { description: "A customer's bank disputed a payment or asked about it", data: dispute },
  "dispute.closed": { description: "A dispute was won, lost or withdrawn", data: dispute },
  "alert.raised": {
    description: "An alert was raised; platform admins get it by email too",
    data: z.strictObject({
      organization: organization.nullable(),
      kind: z.string(),
      title: z.string(),
      text: z.string(),
      url: z.string(),
    }),
  },
  "notice.raised": {
    description: "The product noticed something that a customer asked to be notified about",
    data: notice,
  },
  "notice.resolved": { description: "What a notice was about is over", data: notice },
  "webhook.test": { description: "Sent manually to test an endpoint", data: z.strictObject({ message: z.string() }) },
} as const;

export type WebhookEventType = keyof typeof webhookEvents;
export type WebhookData<Type extends WebhookEventType> = z.infer<(typeof webhookEvents)[Type]["data"]>;

/** The events an endpoint can subscribe to. A test reaches its endpoint without a subscription. */
export const subscribableEvents = (Object.keys(webhookEvents) as WebhookEventType[]).filter(
  (type) => type !== "webhook.test",
);
