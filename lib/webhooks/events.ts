import { z } from "zod";

/** Whom an event is about: our id, and the founder's own where a platform key gave one. */
const organization = z.strictObject({ id: z.uuid(), name: z.string(), externalId: z.string().nullable() });
const instant = z.iso.datetime();
const minorUnits = z.int();

const subscription = z.strictObject({
  status: z.string(),
  plan: z.string(),
  price: z.string().nullable().describe("The lookup key it was bought under."),
  interval: z.enum(["month", "year"]).nullable(),
  currency: z.string().nullable(),
  unitAmount: minorUnits.nullable(),
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

const change = z.strictObject({ organization, subscription, previous: subscription });

/**
 * Everything an endpoint can be told, each with the shape of its `data`. What is sent is `{type, timestamp, data}`, as the
 * Standard Webhooks specification has it. Amounts are minor units of the currency beside them, times ISO 8601 in UTC.
 */
export const webhookEvents = {
  "subscription.changed": { about: "Plan, price, quantity, status or cancellation changed", data: change },
  "subscription.canceled": { about: "A subscription ended", data: change },
  "trial.started": { about: "An organization signed up", data: trial },
  "trial.ending": { about: "A trial ends within three days", data: trial },
  "trial.ended": { about: "A trial ended and nothing was bought", data: trial },
  "limit.reached": {
    about: "Usage reached the critical threshold, the soft limit or the hard limit",
    data: z.strictObject({
      organization,
      meter: z.string(),
      step: z.enum(["email", "soft", "hard"]),
      used: z.int(),
      limit: z.int(),
      graceEndsAt: instant.nullable(),
      periodStart: instant,
    }),
  },
  "payment.succeeded": { about: "An invoice was paid", data: payment },
  "payment.failed": { about: "A payment was tried and declined", data: payment },
  "alert.raised": {
    about: "What the platform's owner is told by e-mail as well",
    data: z.strictObject({
      organization: organization.nullable(),
      kind: z.string(),
      title: z.string(),
      text: z.string(),
      url: z.string(),
    }),
  },
  "webhook.test": { about: "Sent by hand, to try an endpoint", data: z.strictObject({ message: z.string() }) },
} as const;

export type WebhookEventType = keyof typeof webhookEvents;
export type WebhookData<Type extends WebhookEventType> = z.infer<(typeof webhookEvents)[Type]["data"]>;

/** What an endpoint may ask for. A test goes to whom it is sent, asked for or not. */
export const subscribableEvents = (Object.keys(webhookEvents) as WebhookEventType[]).filter(
  (type) => type !== "webhook.test",
);
