import type { billingIntervals } from "@/db/schema";
import type { OrganizationStatus } from "@/lib/trials";
import type { NextCharge } from "./next-charge";

/** A subscription as the billing page and the API show it. Times are ISO 8601 in JSON, UTC. */
export type BillingSummary = {
  status: OrganizationStatus;
  plan: Named;
  /** The price of the plan itself; null before the first purchase. */
  price: { amount: number; currency: string; interval: BillingInterval; intervalCount: number } | null;
  addOns: { key: string; name: string; quantity: number; unitAmount: number; currency: string }[];
  trialEndsAt: Date;
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
  /** What is charged next, before tax; null when nothing will be. */
  nextCharge: NextCharge | null;
  /** The change scheduled for the period's end; null for none. */
  scheduled: { at: Date; plan: Named; interval: BillingInterval; addOns: (Named & { quantity: number })[] } | null;
  /** The change that awaits payment; null for none. */
  pending: { plan: Named; until: Date } | null;
  discount: {
    name: string;
    code: string | null;
    percentOff: number | null;
    /** Minor units of the subscription's currency. */
    amountOff: number | null;
    endsAt: Date | null;
  } | null;
  /** Whether the retention offer is still available. */
  mayBeRetained: boolean;
  /** Where Stripe sends invoices. */
  billingEmail: string | null;
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

type BillingInterval = (typeof billingIntervals)[number];

type Named = { key: string; name: string };
