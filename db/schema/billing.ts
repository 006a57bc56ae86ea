import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
} from "drizzle-orm/pg-core";
import { instant, minorUnits, organizationId } from "./columns";
import { organizations } from "./tenancy";

export const subscriptionStatuses = [
  "trialing",
  "active",
  "past_due",
  "paused",
  "incomplete",
  "canceled",
  "expired",
] as const;

/** Why a customer leaves: Stripe's own list, so that the answer can be kept there (`cancellation_details.feedback`). */
export const cancelReasons = [
  "too_expensive",
  "missing_features",
  "switched_service",
  "unused",
  "customer_service",
  "too_complex",
  "low_quality",
  "other",
] as const;

/** What a subscription will consist of when a scheduled change takes effect. */
export type ScheduledItem = { kind: "plan" | "add_on"; itemKey: string; lookupKey: string; quantity: number };

/** One per organization, made by the trigger on `organizations`. Billing columns are written by `syncCustomer` alone. */
export const subscriptions = pgTable(
  "subscriptions",
  {
    organizationId: organizationId()
      .primaryKey()
      .references(() => organizations.id, { onDelete: "cascade" }),
    planKey: text().notNull(),
    status: text({ enum: subscriptionStatuses }).notNull(),
    trialStartedAt: instant().notNull(),
    trialEndsAt: instant().notNull(),
    /** The company domain whose trial another organization had before; set, this one has none. */
    trialRefusedDomain: text(),
    /** Until when an owner has to show that the address is theirs, for the trial to go on; null when one has. */
    verifyBy: instant(),
    suspendedAt: instant(),
    suspendedReason: text(),
    stripeCustomerId: text(),
    stripeSubscriptionId: text(),
    lookupKey: text(),
    interval: text({ enum: ["month", "year"] }),
    currency: text(),
    unitAmount: minorUnits(),
    /** The day usage periods are anchored on: the trial's start, then the subscription's billing cycle anchor. */
    anchorAt: instant().notNull(),
    currentPeriodStart: instant(),
    currentPeriodEnd: instant(),
    cancelAt: instant(),
    cancelReason: text({ enum: cancelReasons }),
    cancelComment: text(),
    cancelRequestedAt: instant(),
    endedAt: instant(),
    /** A change that waits for the period's end: the schedule in Stripe, and what it leads to. */
    stripeScheduleId: text(),
    scheduledAt: instant(),
    scheduledPlanKey: text(),
    scheduledInterval: text({ enum: ["month", "year"] }),
    scheduledLookupKey: text(),
    scheduledItems: jsonb().$type<ScheduledItem[]>(),
    /** A change that waits for its payment: Stripe gives it up at `pendingUntil`. */
    pendingPlanKey: text(),
    pendingUntil: instant(),
    pendingInvoiceUrl: text(),
    /** The discount shown: its coupon's name, the code it was entered by, and a part or an amount off. */
    discountName: text(),
    discountCode: text(),
    discountPercentOff: doublePrecision(),
    discountAmountOff: minorUnits(),
    discountEndsAt: instant(),
    /** When the offer to stay was taken: once per organization. */
    retainedAt: instant(),
    /** Where Stripe sends invoices: the customer's address there, which the portal may change. */
    billingEmail: text(),
    pastDueSince: instant(),
    failedPayments: integer().notNull().default(0),
    /** Monthly recurring revenue by the definition of `lib/metrics`, minor units a month. */
    mrr: minorUnits().notNull().default(0),
    cardBrand: text(),
    cardLast4: text(),
    cardExpires: text(),
    syncedAt: instant(),
    updatedAt: instant().notNull(),
    /** Goes up whenever what the organization may do could have changed (by trigger), so a cached answer can be told from a stale one. */
    entitlementsVersion: bigint({ mode: "number" }).notNull().default(1),
  },
  (table) => [
    unique().on(table.organizationId, table.stripeCustomerId),
    index().on(table.stripeCustomerId),
    index().on(table.status),
  ],
);

/** What the live subscription in Stripe consists of: the plan, its add-ons, and the metered prices of use beyond the limits. */
export const subscriptionItems = pgTable(
  "subscription_items",
  {
    organizationId: organizationId(),
    stripeItemId: text().notNull(),
    kind: text({ enum: ["plan", "add_on", "overage"] }).notNull(),
    /** The catalogue's key of the plan, add-on or meter. */
    itemKey: text().notNull(),
    lookupKey: text().notNull(),
    quantity: integer().notNull(),
    unitAmount: minorUnits().notNull(),
    currency: text().notNull(),
    interval: text({ enum: ["month", "year"] }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.stripeItemId] }),
    foreignKey({ columns: [table.organizationId], foreignColumns: [subscriptions.organizationId] }).onDelete("cascade"),
  ],
);

export const paymentIssues = ["declined", "card_must_change", "confirmation_needed"] as const;

export const invoices = pgTable(
  "invoices",
  {
    organizationId: organizationId().references(() => organizations.id, { onDelete: "cascade" }),
    stripeInvoiceId: text().notNull(),
    number: text(),
    status: text({ enum: ["draft", "open", "paid", "uncollectible", "void"] }).notNull(),
    billingReason: text(),
    currency: text().notNull(),
    subtotal: minorUnits().notNull(),
    tax: minorUnits().notNull(),
    total: minorUnits().notNull(),
    amountDue: minorUnits().notNull(),
    amountPaid: minorUnits().notNull(),
    amountRemaining: minorUnits().notNull(),
    attemptCount: integer().notNull(),
    nextPaymentAttemptAt: instant(),
    /** Why the last try to collect it failed, as far as it decides what the customer has to do. */
    paymentIssue: text({ enum: paymentIssues }),
    periodStart: instant().notNull(),
    periodEnd: instant().notNull(),
    hostedInvoiceUrl: text(),
    invoicePdfUrl: text(),
    createdAt: instant().notNull(),
    paidAt: instant(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.stripeInvoiceId] }),
    index().on(table.organizationId, table.createdAt),
  ],
);

/** The inbox: every event Stripe sent, stored under its id before anything else happens, for good. */
export const stripeEvents = pgTable(
  "stripe_events",
  {
    id: text().primaryKey(),
    type: text().notNull(),
    customerId: text(),
    apiVersion: text(),
    livemode: boolean().notNull(),
    payload: jsonb().notNull(),
    createdAt: instant().notNull(),
    receivedAt: instant().notNull(),
    handledAt: instant(),
    /** How it came: Stripe's delivery, or fetched by the reconciliation because no delivery succeeded. */
    source: text({ enum: ["webhook", "fetched"] })
      .notNull()
      .default("webhook"),
  },
  (table) => [
    index().on(table.customerId, table.handledAt),
    index().on(table.receivedAt, table.id),
    index().on(table.type, table.receivedAt, table.id),
    index("stripe_events_waiting").on(table.receivedAt).where(sql`${table.handledAt} is null`),
  ],
);
