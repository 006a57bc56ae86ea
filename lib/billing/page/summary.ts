import type { billingIntervals, collectionMethods, itemKinds, pausedBehaviors, TaxId } from "@/db/schema";
import type { OrganizationStatus } from "@/lib/trials";
import type { NextCharge } from "./next-charge";

/** A subscription as the billing page and the API show it. Times are ISO 8601 in JSON, UTC. */
export type BillingSummary = {
  status: OrganizationStatus;
  plan: Named;
  /** The price of the plan itself; null before the first purchase. */
  price: ({ amount: number; currency: string } & BillingInterval) | null;
  /** Whether the plan's price is the company's own, so that only a person can change the plan. */
  customPrice: boolean;
  /** Everything on the subscription, the plan first. */
  items: SummaryItem[];
  addOns: { key: string; name: string; quantity: number; unitAmount: number; currency: string }[];
  /** The names of other plans that the same customer pays for in subscriptions of their own. */
  otherPlans: ({ name: string; amount: number; currency: string } & BillingInterval)[];
  /** The end of the trial: the one before a purchase or, on a live subscription, Stripe's. */
  trialEndsAt: Date;
  /** When the trial before a purchase started. */
  trialStartedAt: Date;
  /** Until when a live subscription is free at Stripe; null if it isn't. */
  freeUntil: Date | null;
  /** Whether there was no trial, because the company has had one. `trialEndsAt` is the day of sign-up then. */
  trialRefused: boolean;
  /** The billing interval chosen at sign-up; null for none. */
  chosenInterval: "month" | "year" | null;
  /** The deadline until which the trial runs without an owner's verified email; null once one is verified. */
  verifyBy: Date | null;
  currentPeriodStart: Date | null;
  /** When it renews, or ends if `cancelAt` is set. */
  currentPeriodEnd: Date | null;
  cancelAt: Date | null;
  /** Whether Stripe charges the card or sends invoices; null before the first purchase. */
  collectionMethod: (typeof collectionMethods)[number] | null;
  /** How many days after an invoice was sent it is due; null while the card is charged. */
  daysUntilDue: number | null;
  /** While collection is paused: what happens to invoices, and when the pause ends automatically. */
  paused: { behavior: (typeof pausedBehaviors)[number]; resumesAt: Date | null } | null;
  /** What is charged next, before tax; null when nothing will be, and when it can't be known. */
  nextCharge: NextCharge | null;
  /** The change scheduled for the period's end; null for none. */
  scheduled: ScheduledSummary | null;
  /** Whether a person at Stripe arranged what comes next: a change, or the end of the plan. No customer can undo it. */
  arranged: boolean;
  /** The change that awaits payment; null for none. */
  pending: { plan: Named; until: Date } | null;
  /** The discount of the whole subscription that Stripe applies last. */
  discount: {
    name: string;
    code: string | null;
    percentOff: number | null;
    /** Minor units of the subscription's currency. */
    amountOff: number | null;
    endsAt: Date | null;
  } | null;
  /** All discounts that apply, in Stripe's order. */
  discounts: SummaryDiscount[];
  /** Whether the retention offer is still available, and would lower the bill. */
  mayBeRetained: boolean;
  /** Where Stripe sends invoices. */
  billingEmail: string | null;
  /** The customer's tax IDs, which invoices show. */
  taxIds: readonly TaxId[];
  endedAt: Date | null;
  pastDueSince: Date | null;
  failedPayments: number;
  suspendedAt: Date | null;
  card: { brand: string; last4: string; expires: string } | null;
  /** Whether Stripe's customer portal can be opened. */
  hasPortal: boolean;
  /** When this was last read from Stripe, by a sync or the reconciliation. The API returns it under both names. */
  syncedAt: Date | null;
  verifiedAt: Date | null;
};

/** One position of a subscription. */
export type SummaryItem = {
  kind: (typeof itemKinds)[number];
  /** The catalog's key; null for something a person added. */
  key: string | null;
  name: string;
  /** 0 for a metered price. */
  quantity: number;
  /** What it costs per interval at its quantity before discounts, minor units; 0 for a metered price, null if unknown. */
  amount: number | null;
  currency: string;
  metered: boolean;
} & BillingInterval;

export type SummaryDiscount = {
  scope: "customer" | "subscription" | "item";
  /** The name of the item it is for; null unless `scope` is `item`. */
  item: string | null;
  name: string;
  code: string | null;
  percentOff: number | null;
  /** Minor units of `currency` off each invoice. */
  amountOff: number | null;
  currency: string | null;
  duration: "once" | "repeating" | "forever";
  endsAt: Date | null;
};

export type ScheduledSummary = {
  at: Date;
  plan: Named;
  /** Of the plan or, without one, of the first item. */
  interval: BillingInterval["interval"];
  addOns: (Named & { quantity: number })[];
  /** Whether it was requested here, and can be undone. A person at Stripe arranged it otherwise. */
  managed: boolean;
  items: SummaryItem[];
  /** The discounts that apply to it. */
  discounts: SummaryDiscount[];
  /** When the subscription ends after it; null if it goes on. */
  endsAt: Date | null;
  /** When the last phase repeats; null if it doesn't. */
  renewsAt: Date | null;
};

export type BillingInterval = { interval: (typeof billingIntervals)[number]; intervalCount: number };

type Named = { key: string; name: string };
