import type { SubscriptionRow } from "./subscription-row";

/** What the billing page and the API say of a subscription. Times are ISO 8601 in JSON, UTC. */
export type BillingSummary = {
  status: SubscriptionRow["status"];
  plan: { key: string; name: string };
  /** What is paid for the plan itself; null before anything was bought. */
  price: { amount: number; currency: string; interval: "month" | "year" } | null;
  addOns: { key: string; name: string; quantity: number; unitAmount: number; currency: string }[];
  trialEndsAt: Date;
  currentPeriodStart: Date | null;
  /** When it renews, or ends if `cancelAt` says so. */
  currentPeriodEnd: Date | null;
  cancelAt: Date | null;
  endedAt: Date | null;
  pastDueSince: Date | null;
  failedPayments: number;
  suspendedAt: Date | null;
  card: { brand: string; last4: string; expires: string } | null;
  /** Whether the customer has a page at Stripe. */
  hasPortal: boolean;
  /** When this was last read from Stripe. */
  syncedAt: Date | null;
};
