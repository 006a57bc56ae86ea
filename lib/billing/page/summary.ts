import type { OrganizationStatus } from "@/lib/trials";

/** What the billing page and the API say of a subscription. Times are ISO 8601 in JSON, UTC. */
export type BillingSummary = {
  status: OrganizationStatus;
  plan: Named;
  /** What is paid for the plan itself; null before anything was bought. */
  price: { amount: number; currency: string; interval: "month" | "year" } | null;
  addOns: { key: string; name: string; quantity: number; unitAmount: number; currency: string }[];
  trialEndsAt: Date;
  /** From when on a trial waits for an owner's confirmed address; null once one is. */
  verifyBy: Date | null;
  currentPeriodStart: Date | null;
  /** When it renews, or ends if `cancelAt` says so. */
  currentPeriodEnd: Date | null;
  cancelAt: Date | null;
  /** The change that waits for the period's end; null when none does. */
  scheduled: { at: Date; plan: Named; interval: "month" | "year"; addOns: (Named & { quantity: number })[] } | null;
  /** The change that waits for its payment; null when none does. */
  pending: { plan: Named; until: Date } | null;
  discount: {
    name: string;
    code: string | null;
    percentOff: number | null;
    /** Minor units of the subscription's currency. */
    amountOff: number | null;
    endsAt: Date | null;
  } | null;
  /** Whether the offer to stay can still be taken. */
  mayBeRetained: boolean;
  /** Where Stripe sends invoices. */
  billingEmail: string | null;
  endedAt: Date | null;
  pastDueSince: Date | null;
  failedPayments: number;
  suspendedAt: Date | null;
  card: { brand: string; last4: string; expires: string } | null;
  /** Whether the customer has a page at Stripe. */
  hasPortal: boolean;
  /** When this was last read from Stripe, by a sync or the reconciliation. Both names are answered by the API. */
  syncedAt: Date | null;
  verifiedAt: Date | null;
};

type Named = { key: string; name: string };
