import { z } from "zod";
import { cancelSchema, changeAddOnsSchema, changePlanSchema } from "@/lib/billing/change/input";
import type { Operation } from "../operation";
import { currency, instant, maybe, minorUnits, named } from "../words";

const common = { tag: "Subscription", callers: ["session"] } as const;
const change = ["conflict", "unknown_name"] as const;
const interval = z.enum(["month", "year"]);

const subscription = z
  .strictObject({
    status: z.enum(["trialing", "active", "past_due", "paused", "incomplete", "canceled", "expired"]),
    plan: named,
    price: maybe(z.strictObject({ amount: minorUnits, currency, interval })),
    addOns: z.array(z.strictObject({ ...named.shape, quantity: z.int(), unitAmount: minorUnits, currency })),
    trialEndsAt: instant,
    verifyBy: maybe(instant).meta({ description: "From when on a trial waits for an owner's confirmed address." }),
    currentPeriodStart: maybe(instant),
    currentPeriodEnd: maybe(instant),
    cancelAt: maybe(instant),
    scheduled: maybe(
      z.strictObject({
        at: instant,
        plan: named,
        interval,
        addOns: z.array(z.strictObject({ ...named.shape, quantity: z.int() })),
      }),
    ).meta({ description: "The change that waits for the period's end." }),
    pending: maybe(z.strictObject({ plan: named, until: instant })).meta({
      description: "The change that waits for its payment.",
    }),
    discount: maybe(
      z.strictObject({
        name: z.string(),
        code: maybe(z.string()),
        percentOff: maybe(z.number()),
        amountOff: maybe(minorUnits),
        endsAt: maybe(instant),
      }),
    ),
    mayBeRetained: z.boolean(),
    billingEmail: maybe(z.string()),
    endedAt: maybe(instant),
    pastDueSince: maybe(instant),
    failedPayments: z.int(),
    suspendedAt: maybe(instant),
    card: maybe(z.strictObject({ brand: z.string(), last4: z.string(), expires: z.string() })),
    hasPortal: z.boolean(),
    syncedAt: maybe(instant),
    verifiedAt: maybe(instant).meta({ description: "When it was last found equal to Stripe." }),
  })
  .meta({ id: "Subscription" });

const outcome = z
  .discriminatedUnion("outcome", [
    z.strictObject({ outcome: z.literal("changed") }),
    z.strictObject({ outcome: z.literal("unchanged") }),
    z.strictObject({ outcome: z.literal("undone") }),
    z.strictObject({ outcome: z.literal("scheduled"), at: instant, changed: z.boolean() }),
    z.strictObject({ outcome: z.literal("awaiting_payment"), payUrl: maybe(z.string()), until: instant }),
  ])
  .meta({
    id: "ChangeOutcome",
    description:
      "`awaiting_payment`: nothing has changed yet; paying at `payUrl` makes the change, but for what was to wait for the period's end: ask for that again.",
  });

export const subscriptionOperations: readonly Operation[] = [
  {
    ...common,
    id: "readSubscription",
    method: "get",
    path: "/api/v1/subscription",
    summary: "The subscription, as last read from Stripe",
    answer: subscription,
    refusals: [],
  },
  {
    ...common,
    id: "upgradePlan",
    method: "post",
    path: "/api/v1/subscription/upgrade",
    summary: "Change to a higher plan, or to the year, now",
    body: changePlanSchema,
    once: true,
    answer: outcome,
    refusals: change,
    example: { plan: "enterprise", interval: "month" },
  },
  {
    ...common,
    id: "downgradePlan",
    method: "post",
    path: "/api/v1/subscription/downgrade",
    summary: "Change to a lower plan, or to the month, at the period's end",
    body: changePlanSchema,
    once: true,
    answer: outcome,
    refusals: change,
    example: { plan: "starter" },
  },
  {
    ...common,
    id: "changeAddOns",
    method: "post",
    path: "/api/v1/subscription/add-ons",
    summary: "Set how many of each add-on there are",
    description: "More take effect now, fewer at the period's end.",
    body: changeAddOnsSchema,
    once: true,
    answer: outcome,
    refusals: change,
    example: { addOns: { extra_user: 3 } },
  },
  {
    ...common,
    id: "undoChange",
    method: "post",
    path: "/api/v1/subscription/undo",
    summary: "Take back a change that waits",
    description: "For the period's end, or for its payment: the subscription goes on as it is.",
    once: true,
    answer: z.strictObject({ outcome: z.literal("undone") }),
    refusals: ["conflict"],
  },
  {
    ...common,
    id: "cancelSubscription",
    method: "post",
    path: "/api/v1/subscription/cancel",
    summary: "Cancel at the period's end",
    body: cancelSchema,
    once: true,
    answer: z.strictObject({ outcome: z.literal("canceling"), at: instant }),
    refusals: ["conflict"],
    example: { reason: "too_expensive" },
  },
  {
    ...common,
    id: "resumeSubscription",
    method: "post",
    path: "/api/v1/subscription/resume",
    summary: "Take a cancellation back",
    once: true,
    answer: z.strictObject({ outcome: z.literal("resumed") }),
    refusals: ["conflict"],
  },
];
