import { z } from "zod";
import { billingIntervals, collectionMethods, itemKinds, organizationStatuses, pausedBehaviors } from "@/db/schema";
import { billingRoles } from "@/lib/billing/access/roles";
import { cancelSchema, changeAddOnsSchema, changePlanSchema } from "@/lib/billing/change/input";
import { currency, instant, maybe, minorUnits, named } from "../fields";
import { defineOperations } from "../operation";

const common = { tag: "Subscription", caller: "member", access: "any" } as const;
/** Billing stays open to suspended organizations: they can still pay. */
const change = { ...common, roles: billingRoles, verified: true, stripe: "change", idempotent: true } as const;
const planErrors = ["conflict", "unknown_name"] as const;
export const interval = z.enum(billingIntervals);
/** A price of the company's own may have fractions. */
const unitAmount = z.number();

const intervalFields = { interval, intervalCount: z.int() };

const item = z.strictObject({
  kind: z.enum(itemKinds).meta({ description: "`custom`: something outside the catalog." }),
  key: maybe(z.string()).meta({ description: "The catalog's key; null for a custom item." }),
  name: z.string(),
  quantity: z.int().meta({ description: "0 for a metered price." }),
  amount: maybe(minorUnits).meta({
    description: "Per interval at this quantity, before discounts and tax; 0 for a metered price, null if unknown.",
  }),
  currency,
  metered: z.boolean(),
  ...intervalFields,
});

const discount = z.strictObject({
  scope: z.enum(["customer", "subscription", "item"]),
  item: maybe(z.string()).meta({ description: "The name of the item it is for." }),
  name: z.string(),
  code: maybe(z.string()),
  percentOff: maybe(z.number()),
  amountOff: maybe(minorUnits).meta({ description: "Off each invoice." }),
  currency: maybe(currency),
  duration: z.enum(["once", "repeating", "forever"]),
  endsAt: maybe(instant),
});

export const subscription = z
  .strictObject({
    status: z.enum(organizationStatuses).meta({
      description: "`unpaid`: payments failed and won't be retried. `expired`: the trial ended without a purchase.",
    }),
    plan: named,
    price: maybe(z.strictObject({ amount: unitAmount, currency, ...intervalFields })),
    customPrice: z.boolean().meta({ description: "The plan has a custom price, which only we can change." }),
    items: z.array(item).meta({ description: "Everything on the subscription." }),
    addOns: z.array(z.strictObject({ ...named.shape, quantity: z.int(), unitAmount, currency })),
    otherPlans: z
      .array(z.strictObject({ name: z.string(), amount: minorUnits, currency, ...intervalFields }))
      .meta({ description: "Plans billed in separate subscriptions." }),
    trialEndsAt: instant,
    trialStartedAt: instant,
    freeUntil: maybe(instant).meta({ description: "A live subscription isn't charged until then." }),
    trialRefused: z.boolean().meta({ description: "No trial, because the company has had one." }),
    chosenInterval: maybe(interval).meta({ description: "The billing interval chosen at sign-up." }),
    verifyBy: maybe(instant).meta({
      description: "The deadline for an owner to verify their email address; the trial is on hold after it.",
    }),
    currentPeriodStart: maybe(instant),
    currentPeriodEnd: maybe(instant),
    cancelAt: maybe(instant),
    collectionMethod: maybe(z.enum(collectionMethods)).meta({
      description: "`send_invoice`: invoices are emailed and paid by their due date.",
    }),
    daysUntilDue: maybe(z.int()),
    paused: maybe(z.strictObject({ behavior: z.enum(pausedBehaviors), resumesAt: maybe(instant) })).meta({
      description: "While payments are paused: what happens to invoices, and when the pause ends automatically.",
    }),
    nextCharge: maybe(
      z.strictObject({
        at: instant,
        amount: minorUnits.meta({ description: "After discounts and credit, before tax." }),
        credit: minorUnits.meta({ description: "The credit used for it." }),
        currency,
        ...intervalFields,
        plusUsage: z.boolean().meta({ description: "Whether usage beyond the plan is added." }),
        plusTax: z.boolean().meta({ description: "Whether tax is added; prices exclude it." }),
        after: maybe(z.strictObject({ amount: minorUnits, from: instant })).meta({
          description: "The regular charge, from the first renewal at which it differs.",
        }),
      }),
    ).meta({ description: "The next charge; null if there is none, or if it can't be known." }),
    scheduled: maybe(
      z.strictObject({
        at: instant,
        plan: named,
        interval,
        addOns: z.array(z.strictObject({ ...named.shape, quantity: z.int() })),
        managed: z.boolean().meta({ description: "Whether it was requested here. Otherwise it can't be undone." }),
        items: z.array(item),
        discounts: z.array(discount).meta({ description: "The discounts that apply to it." }),
        endsAt: maybe(instant).meta({ description: "When the subscription ends after it." }),
      }),
    ).meta({ description: "The change scheduled for the end of the period." }),
    arranged: z.boolean().meta({ description: "We arranged what comes next: a change, or the end of the plan." }),
    pending: maybe(z.strictObject({ plan: named, until: instant })).meta({
      description: "The change that awaits payment.",
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
    discounts: z.array(discount).meta({ description: "All discounts that apply." }),
    mayBeRetained: z.boolean(),
    billingEmail: maybe(z.string()).meta({ description: "Null for members without a billing role, as is `card`." }),
    taxIds: z.array(z.strictObject({ type: z.string(), value: z.string() })).meta({
      description: "Tax IDs on invoices, typed as Stripe types them. Empty for members without a billing role.",
    }),
    endedAt: maybe(instant),
    pastDueSince: maybe(instant),
    failedPayments: z.int(),
    suspendedAt: maybe(instant),
    card: maybe(z.strictObject({ brand: z.string(), last4: z.string(), expires: z.string() })),
    hasPortal: z.boolean(),
    syncedAt: maybe(instant),
    verifiedAt: maybe(instant).meta({ description: "When it last matched Stripe." }),
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
      "`awaiting_payment`: nothing has changed yet. Paying at `payUrl` applies the immediate part; then request the part for the end of the period again.",
  });

export const subscriptionOperations = defineOperations({
  getSubscription: {
    ...common,
    method: "get",
    path: "/api/v1/subscription",
    summary: "Get subscription",
    description: "The subscription as last synced from Stripe.",
    answer: subscription,
    errors: [],
  },
  upgradePlan: {
    ...change,
    method: "post",
    path: "/api/v1/subscription/upgrade",
    summary: "Upgrade plan",
    description: "Changes to a higher plan, or to annual billing, immediately.",
    body: changePlanSchema,
    answer: outcome,
    errors: planErrors,
    example: { plan: "enterprise", interval: "month" },
  },
  downgradePlan: {
    ...change,
    method: "post",
    path: "/api/v1/subscription/downgrade",
    summary: "Downgrade plan",
    description: "Changes to a lower plan, or to monthly billing, at the end of the period.",
    body: changePlanSchema,
    answer: outcome,
    errors: planErrors,
    example: { plan: "starter" },
  },
  changeAddOns: {
    ...change,
    method: "post",
    path: "/api/v1/subscription/add-ons",
    summary: "Change add-ons",
    description: "Sets the quantity of each. Increases apply immediately, decreases at the end of the period.",
    body: changeAddOnsSchema,
    answer: outcome,
    errors: planErrors,
    example: { addOns: { extra_user: 3 } },
  },
  undoChange: {
    ...change,
    method: "post",
    path: "/api/v1/subscription/undo",
    summary: "Undo change",
    description: "Discards a change that is scheduled or awaits payment.",
    answer: z.strictObject({ outcome: z.literal("undone") }),
    errors: ["conflict"],
  },
  cancelSubscription: {
    ...change,
    method: "post",
    path: "/api/v1/subscription/cancel",
    summary: "Cancel subscription",
    description: "Cancels at the end of the period.",
    body: cancelSchema,
    answer: z.strictObject({ outcome: z.literal("canceling"), at: instant }),
    errors: ["conflict"],
    example: { reason: "too_expensive" },
  },
  resumeSubscription: {
    ...change,
    method: "post",
    path: "/api/v1/subscription/resume",
    summary: "Resume subscription",
    description: "Undoes a cancellation before it takes effect.",
    answer: z.strictObject({ outcome: z.literal("resumed") }),
    errors: ["conflict"],
  },
});
