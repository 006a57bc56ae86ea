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

/** What Stripe says of a subscription, as far as it matters here. */
export const subscriptionStatuses = ["trialing", "active", "past_due", "paused", "incomplete", "canceled"] as const;

/** What an organization is: its subscription's status or, before any purchase, whether its trial runs. */
export const organizationStatuses = [...subscriptionStatuses, "expired"] as const;

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

/**
 * The mirror of the organization's subscription at Stripe: one row each, made by the trigger on `organizations` and empty
 * until the first purchase. Only `syncCustomer` writes it (a trigger and the grants see to that), except the link to the
 * customer, which is written when the customer is created, and the version, which triggers raise.
 */
export const subscriptions = pgTable(
  "subscriptions",
  {
    organizationId: organizationId()
      .primaryKey()
      .references(() => organizations.id, { onDelete: "cascade" }),
    stripeCustomerId: text(),
    stripeSubscriptionId: text(),
    status: text({ enum: subscriptionStatuses }),
    planKey: text(),
    lookupKey: text(),
    interval: text({ enum: ["month", "year"] }),
    currency: text(),
    unitAmount: minorUnits(),
    /** The billing cycle anchor, on which usage periods are anchored; before a purchase the trial's start is. */
    anchorAt: instant(),
    currentPeriodStart: instant(),
    currentPeriodEnd: instant(),
    cancelAt: instant(),
    cancelReason: text({ enum: cancelReasons }),
    cancelComment: text(),
    cancelRequestedAt: instant(),
    endedAt: instant(),
    /** The subscription's schedule, which may have nothing left to change. */
    stripeScheduleId: text(),
    /** The discount shown: its coupon's name, the code it was entered by, and a part or an amount off. */
    discountName: text(),
    discountCode: text(),
    discountPercentOff: doublePrecision(),
    discountAmountOff: minorUnits(),
    discountEndsAt: instant(),
    /** Where Stripe sends invoices: the customer's address there, which the portal may change. */
    billingEmail: text(),
    pastDueSince: instant(),
    failedPayments: integer().notNull().default(0),
    /** Monthly recurring revenue by the definition of `lib/metrics`, minor units a month. */
    mrr: minorUnits().notNull().default(0),
    cardBrand: text(),
    cardLast4: text(),
    cardExpires: text(),
    updatedAt: instant().notNull(),
    /** Raised by triggers whenever the organization's entitlements may have changed, so that a cached answer can be checked. */
    entitlementsVersion: bigint({ mode: "number" }).notNull().default(1),
  },
  (table) => [
    unique().on(table.organizationId, table.stripeCustomerId),
    index().on(table.stripeCustomerId),
    index().on(table.status),
  ],
);

const ofSubscription = () =>
  organizationId()
    .primaryKey()
    .references(() => subscriptions.organizationId, { onDelete: "cascade" });

/** The change that takes effect at the period's end, by the subscription's schedule. A row exists while one is scheduled. */
export const scheduledChanges = pgTable("scheduled_changes", {
  organizationId: ofSubscription(),
  effectiveAt: instant().notNull(),
  planKey: text().notNull(),
  interval: text({ enum: ["month", "year"] }).notNull(),
  lookupKey: text().notNull(),
  items: jsonb().$type<ScheduledItem[]>().notNull(),
});

/** The change that waits for its payment. A row exists until it is paid or Stripe drops it at `expiresAt`. */
export const pendingChanges = pgTable("pending_changes", {
  organizationId: ofSubscription(),
  /** Null when the change leads to no plan of the catalog. */
  planKey: text(),
  expiresAt: instant().notNull(),
  invoiceUrl: text(),
});

/** The offer to stay, which an organization can accept once. A row exists from then on. */
export const retentionOffers = pgTable("retention_offers", {
  organizationId: ofSubscription(),
  acceptedAt: instant().notNull(),
});

/** What the live subscription in Stripe consists of: the plan, its add-ons, and the metered prices of overage. */
export const subscriptionItems = pgTable(
  "subscription_items",
  {
    organizationId: organizationId(),
    stripeItemId: text().notNull(),
    kind: text({ enum: ["plan", "add_on", "overage"] }).notNull(),
    /** The catalog's key of the plan, add-on or meter. */
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

/** The event log: every event Stripe sent, stored under its id before anything else happens, for good. */
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
    /** Whether Stripe delivered it, or the reconciliation fetched it because no delivery succeeded. */
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
