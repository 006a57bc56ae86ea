import { unreachable } from "@/lib/errors";

/** Stripe's subscription statuses, plus `paused` while collection is paused. */
export const stripeStatuses = [
  "trialing",
  "active",
  "past_due",
  "unpaid",
  "paused",
  "incomplete",
  "incomplete_expired",
  "canceled",
] as const;
export type StripeStatus = (typeof stripeStatuses)[number];

/** What a subscription's status means here. `never`: the first payment was never made. */
export type LifecycleStatus = LiveStatus | "incomplete" | "ended" | "never";
type LiveStatus = "trialing" | "active" | "past_due" | "unpaid" | "paused";

/** @throws Error for a status Stripe didn't have when this was written: a guess could mean a wrong bill. */
export function readStatus(status: string, collectionPaused: boolean): StripeStatus {
  const known = stripeStatuses.find((candidate) => candidate === status);
  if (!known) throw new Error(`Stripe returned an unknown subscription status: ${status}`);
  return collectionPaused && (known === "active" || known === "past_due") ? "paused" : known;
}

export function lifecycleOf(status: StripeStatus): LifecycleStatus {
  switch (status) {
    case "trialing":
    case "active":
    case "past_due":
    case "unpaid":
    case "paused":
    case "incomplete":
      return status;
    case "canceled":
      return "ended";
    case "incomplete_expired":
      return "never";
    default:
      return unreachable(status);
  }
}

/** A live subscription can still be paid, although nothing is retried any more while it's `unpaid`. */
export function isLive(lifecycle: LifecycleStatus): lifecycle is LiveStatus {
  switch (lifecycle) {
    case "trialing":
    case "active":
    case "past_due":
    case "unpaid":
    case "paused":
      return true;
    case "incomplete":
    case "ended":
    case "never":
      return false;
    default:
      return unreachable(lifecycle);
  }
}
