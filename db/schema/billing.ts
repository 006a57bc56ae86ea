import {
  bigint,
  boolean,
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
    endedAt: instant(),
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

/** What the live subscription in Stripe consists of: the plan and its add-ons. */
export const subscriptionItems = pgTable(
  "subscription_items",
  {
    organizationId: organizationId(),
    stripeItemId: text().notNull(),
    kind: text({ enum: ["plan", "add_on"] }).notNull(),
    /** The catalogue's key of the plan or add-on. */
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
  },
  (table) => [index().on(table.customerId, table.handledAt), index().on(table.receivedAt, table.id)],
);
