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
export const subscriptionStatuses = [
  "trialing",
  "active",
  "past_due",
  "unpaid",
  "paused",
  "incomplete",
  "canceled",
] as const;

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

/** How often something is charged: every `intervalCount` of these. */
export const billingIntervals = ["day", "week", "month", "year"] as const;

/** A tier of a tiered price: up to which quantity it holds (null: no end), and its amounts in minor units. */
export type PriceTier = { upTo: number | null; unitAmount: number | null; flatAmount: number | null };

/**
 * What a subscription consists of: a plan or an add-on of the catalog, the metered price of overage, or anything else a
 * person put on it at Stripe (`custom`).
 */
export const itemKinds = ["plan", "add_on", "overage", "custom"] as const;

/** What a subscription will consist of in a coming phase of its schedule. */
export type ScheduledItem = {
  kind: (typeof itemKinds)[number];
  /** The catalog's key; null for a custom item. */
  itemKey: string | null;
  /** Null for a price outside the catalog. */
  lookupKey: string | null;
  name: string;
  stripePriceId: string | null;
  stripeProductId?: string | null;
  /** Its own discounts, by the id of a discount, promotion code or coupon. */
  discounts?: string[];
  quantity: number;
  /** Minor units, may be fractional; null for tiers, and until the first sync after an upgrade of Gatehouse. */
  unitAmount: number | null;
  /** What it costs per interval at its quantity, in minor units; 0 for metered prices, null where `unitAmount` is unknown. */
  recurringAmount: number | null;
  currency: string;
  interval: (typeof billingIntervals)[number];
  intervalCount: number;
  metered: boolean;
};

/** A coupon that begins with a coming phase, for all of it or for an item. Amounts in minor units. */
export type ScheduledDiscount = {
  /** As the phase names it: the id of a promotion code or coupon. */
  id: string;
  name: string;
  code: string | null;
  percentOff: number | null;
  amountOff: number | null;
  currency: string | null;
  duration: "once" | "repeating" | "forever";
  /** When it stops if it begins with the phase, in ISO 8601. */
  endsAt: string | null;
  /** The Stripe products it is for; null: all of them. */
  products: string[] | null;
};

/** A coming phase of a schedule. Instants in ISO 8601; a null end is open. */
export type ScheduledPhase = {
  startsAt: string;
  endsAt: string | null;
  /** Until when this phase is a trial. */
  trialEndsAt: string | null;
  planKey: string | null;
  /** The discounts that the subscription has from then on, by the id of a discount, promotion code or coupon. */
  discounts?: string[];
  /** Those of its discounts, and of its items', that begin with it. */
  newDiscounts?: ScheduledDiscount[];
  /** Whether it charges something once, when it begins. */
  oneTime?: boolean;
  /** Whether its first day begins a new billing cycle. */
  newCycle?: boolean;
  items: ScheduledItem[];
};

/** A tax ID as Stripe names and stores it: `eu_vat` and `DE123456789`. */
export type TaxId = { type: string; value: string };

export const collectionMethods = ["charge_automatically", "send_invoice"] as const;
export const pausedBehaviors = ["keep_as_draft", "mark_uncollectible", "void"] as const;

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
    /** The lookup key of the plan's price; null for a price of the company's own. */
    lookupKey: text(),
    /** The plan's price is charged every `intervalCount` of these. */
    interval: text({ enum: billingIntervals }),
    intervalCount: integer(),
    currency: text(),
    unitAmount: doublePrecision(),
    /** The billing cycle anchor, on which usage periods are anchored; before a purchase the trial's start is. */
    anchorAt: instant(),
    currentPeriodStart: instant(),
    currentPeriodEnd: instant(),
    cancelAt: instant(),
    cancelReason: text({ enum: cancelReasons }),
    cancelComment: text(),
    cancelRequestedAt: instant(),
    endedAt: instant(),
    /** Stripe's `trial_end` while `status` is `trialing`. The trial before a purchase is in `trials`. */
    trialEndsAt: instant(),
    /** When it first counted as paid: its start or, after a trial, the trial's end. Null until then. */
    firstPaidAt: instant(),
    /** Whether Stripe charges the card or sends invoices with a due date. */
    collectionMethod: text({ enum: collectionMethods }),
    /** How many days after an invoice was sent it is due; null while the card is charged. */
    daysUntilDue: integer(),
    /**
     * The customer's balance in the subscription's currency, minor units: credit is negative. Null when it is in another
     * currency, and until the first sync after an upgrade of Gatehouse.
     */
    customerBalance: minorUnits(),
    /**
     * What waits for the next invoice, such as prorations, in minor units. Null when the sum depends on discounts, and until
     * the first sync after an upgrade of Gatehouse.
     */
    pendingAmount: minorUnits(),
    /** What happens to invoices while collection is paused; null unless it is. */
    pausedBehavior: text({ enum: pausedBehaviors }),
    /** When a pause ends by itself. */
    resumesAt: instant(),
    /** The subscription's schedule, which may have nothing left to change. */
    stripeScheduleId: text(),
    /** When a sync found that the customer was deleted at Stripe. */
    customerDeletedAt: instant(),
    /** Where Stripe sends invoices: the customer's address there, which the portal may change. */
    billingEmail: text(),
    /** The customer's tax IDs at Stripe, which invoices show. */
    taxIds: jsonb().$type<TaxId[]>().notNull().default([]),
    /** Since when a payment is due: an invoice's due date if one was sent, otherwise when it was finalized. */
    pastDueSince: instant(),
    /** Failed charges of the card. Invoices sent to be paid have a due date instead, and count only when Stripe gave up. */
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
    index("subscriptions_ending").on(table.cancelAt).where(sql`${table.cancelAt} is not null`),
  ],
);

const ofSubscription = () =>
  organizationId()
    .primaryKey()
    .references(() => subscriptions.organizationId, { onDelete: "cascade" });

/** The next change by the subscription's schedule. A row exists while one is scheduled. */
export const scheduledChanges = pgTable("scheduled_changes", {
  organizationId: ofSubscription(),
  effectiveAt: instant().notNull(),
  /** Null when the next phase has no plan of the catalog. */
  planKey: text(),
  interval: text({ enum: billingIntervals }).notNull(),
  /** Null for a price of the company's own. */
  lookupKey: text(),
  /** The items of the next phase. */
  items: jsonb().$type<ScheduledItem[]>().notNull(),
  /** Whether Gatehouse made the schedule. Only such a one may be changed or undone by the customer. */
  managed: boolean().notNull(),
  /** All coming phases, the next one first. */
  phases: jsonb().$type<ScheduledPhase[]>().notNull(),
  /** What happens after the last phase: the subscription goes on without the schedule, ends, or repeats the phase. */
  endBehavior: text({ enum: ["release", "cancel", "renew"] }).notNull(),
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

/** Everything the live subscription in Stripe consists of. */
export const subscriptionItems = pgTable(
  "subscription_items",
  {
    organizationId: organizationId(),
    stripeItemId: text().notNull(),
    kind: text({ enum: itemKinds }).notNull(),
    /** The catalog's key of the plan, add-on or meter; null for a custom item. */
    itemKey: text(),
    /** Null for a price outside the catalog: a custom item, or the company's own price for a plan or add-on. */
    lookupKey: text(),
    /** What a customer reads: the product's name or, if the price has one, its own. */
    name: text().notNull(),
    /** Null only until the first sync after an upgrade of Gatehouse. */
    stripePriceId: text(),
    stripeProductId: text(),
    /** 0 for a metered price. */
    quantity: integer().notNull(),
    /** Minor units for one unit, possibly fractional; 0 for tiers. */
    unitAmount: doublePrecision().notNull(),
    /** Null for a price without tiers. */
    tiers: jsonb().$type<PriceTier[]>(),
    tiersMode: text({ enum: ["graduated", "volume"] }),
    /** The price is for packages of so many, rounded as said; null for single units. */
    packageSize: integer(),
    packageRounding: text({ enum: ["up", "down"] }),
    currency: text().notNull(),
    interval: text({ enum: billingIntervals }).notNull(),
    intervalCount: integer().notNull(),
    metered: boolean().notNull(),
    /** What it costs per interval at its quantity before discounts, in minor units; 0 for metered prices. */
    recurringAmount: minorUnits().notNull(),
    /** The percentage of tax that is part of the amount, on top of what is left without it. */
    includedTaxPercent: doublePrecision().notNull().default(0),
    /** When it renews. Items with different intervals have different periods. Null only until the first sync. */
    currentPeriodEnd: instant(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.stripeItemId] }),
    foreignKey({ columns: [table.organizationId], foreignColumns: [subscriptions.organizationId] }).onDelete("cascade"),
  ],
);

/** The discounts of the live subscription, of its items, and of its customer. */
export const discounts = pgTable(
  "discounts",
  {
    organizationId: organizationId(),
    stripeDiscountId: text().notNull(),
    /** Stripe ignores the customer's discount while the subscription has one of its own. */
    scope: text({ enum: ["customer", "subscription", "item"] }).notNull(),
    /** The item it is for; null unless `scope` is `item`. */
    stripeItemId: text(),
    /** The order in which Stripe applies those of the same scope. */
    position: integer().notNull(),
    /** The coupon's name, or its id if it has none. */
    name: text().notNull(),
    /** The promotion code it was entered by. */
    code: text(),
    stripeCouponId: text(),
    percentOff: doublePrecision(),
    /** Minor units off each invoice. */
    amountOff: minorUnits(),
    currency: text(),
    duration: text({ enum: ["once", "repeating", "forever"] }).notNull(),
    endsAt: instant(),
    /** The Stripe products it is for; null: all of them. */
    products: jsonb().$type<string[]>(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.stripeDiscountId] }),
    foreignKey({ columns: [table.organizationId], foreignColumns: [subscriptions.organizationId] }).onDelete("cascade"),
  ],
);

/** Live subscriptions of the same Stripe customer that don't count: Gatehouse shows them and never touches them. */
export const otherSubscriptions = pgTable(
  "other_subscriptions",
  {
    organizationId: organizationId(),
    stripeSubscriptionId: text().notNull(),
    /** Another one with a plan of the catalog, or one of something else. */
    kind: text({ enum: ["second_plan", "foreign"] }).notNull(),
    /** As Stripe says it. */
    status: text().notNull(),
    /** The names of its items. */
    description: text().notNull(),
    /** Null for a foreign one. */
    planKey: text(),
    /** What it costs per interval before discounts, in minor units; without metered prices. */
    amount: minorUnits().notNull(),
    currency: text().notNull(),
    interval: text({ enum: billingIntervals }).notNull(),
    intervalCount: integer().notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.stripeSubscriptionId] }),
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
    /** Stripe's first attempt and its own retries. What people try by hand isn't counted. */
    attemptCount: integer().notNull(),
    /** Whether a charge for it failed, by Stripe or by hand. */
    chargeFailed: boolean().notNull().default(false),
    nextPaymentAttemptAt: instant(),
    /** Why the last try to collect it failed, as far as it decides what the customer has to do. */
    paymentIssue: text({ enum: paymentIssues }),
    periodStart: instant().notNull(),
    periodEnd: instant().notNull(),
    hostedInvoiceUrl: text(),
    invoicePdfUrl: text(),
    createdAt: instant().notNull(),
    finalizedAt: instant(),
    /** When an invoice that was sent to be paid is due; null for one charged to the card. */
    dueAt: instant(),
    paidAt: instant(),
    collectionMethod: text({ enum: collectionMethods }).notNull(),
    stripeSubscriptionId: text(),
    amountRefunded: minorUnits().notNull(),
    /** By credit notes, before and after the payment. */
    amountCredited: minorUnits().notNull(),
    /** Whether a payment for it is or was disputed. */
    disputed: boolean().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.stripeInvoiceId] }),
    index().on(table.organizationId, table.createdAt),
    // Platform admins find an invoice without knowing whose it is.
    index().on(table.stripeInvoiceId),
    index().on(table.number),
  ],
);

/** Money given back. */
export const refunds = pgTable(
  "refunds",
  {
    organizationId: organizationId().references(() => organizations.id, { onDelete: "cascade" }),
    stripeRefundId: text().notNull(),
    /** Null for a payment without an invoice. */
    stripeInvoiceId: text(),
    stripeChargeId: text(),
    amount: minorUnits().notNull(),
    currency: text().notNull(),
    reason: text(),
    /** As in Stripe: `pending`, `requires_action`, `succeeded`, `failed` or `canceled`. */
    status: text().notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.stripeRefundId] })],
);

export const creditNotes = pgTable(
  "credit_notes",
  {
    organizationId: organizationId().references(() => organizations.id, { onDelete: "cascade" }),
    stripeCreditNoteId: text().notNull(),
    stripeInvoiceId: text().notNull(),
    number: text().notNull(),
    /** With tax. */
    amount: minorUnits().notNull(),
    currency: text().notNull(),
    reason: text(),
    status: text({ enum: ["issued", "void"] }).notNull(),
    pdfUrl: text(),
    createdAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.stripeCreditNoteId] })],
);

/** Payments that the customer's bank reclaims. */
export const disputes = pgTable(
  "disputes",
  {
    organizationId: organizationId().references(() => organizations.id, { onDelete: "cascade" }),
    stripeDisputeId: text().notNull(),
    /** Null for a payment without an invoice. */
    stripeInvoiceId: text(),
    stripeChargeId: text().notNull(),
    amount: minorUnits().notNull(),
    currency: text().notNull(),
    reason: text().notNull(),
    /** As in Stripe: `needs_response`, `under_review`, `won`, `lost`, … */
    status: text().notNull(),
    /** Until when evidence can be sent. */
    evidenceDueAt: instant(),
    createdAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.stripeDisputeId] })],
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
