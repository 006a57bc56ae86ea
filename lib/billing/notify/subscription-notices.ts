import type { Catalog } from "@/lib/catalog";
import { day } from "@/lib/durations";
import type { BillingState } from "./billing-state";
import { isLive } from "./changes";

export type SubscriptionNotice =
  | { kind: "upgraded"; from: string; to: string; price: Price | null }
  | { kind: "downgrade_scheduled"; from: string; to: string; at: Date }
  | { kind: "canceled"; plan: string; endsAt: Date; ended: boolean }
  | { kind: "resumed"; plan: string; renewsAt: Date | null };

type Price = {
  amount: number;
  currency: string;
  interval: NonNullable<BillingState["interval"]>;
  intervalCount: number;
};

type Before = Pick<BillingState, "status" | "planKey" | "stripeSubscriptionId" | "cancelAt" | "scheduledChange">;
type After = Pick<
  BillingState,
  keyof Before | "endedAt" | "currentPeriodEnd" | "unitAmount" | "currency" | "interval" | "intervalCount"
>;

/**
 * A subscription that ended longer ago than this when first seen is history, such as a migrated customer's. No one is notified.
 */
const recentMs = 7 * day;

/** What a sync changed about a subscription that billing contacts are notified of. Empty if nothing changed. */
export function subscriptionNotices(catalog: Catalog, before: Before, after: After, now: Date): SubscriptionNotice[] {
  if (!isLive(before)) return [];
  if (after.status === "canceled") return ended(before, after, now);
  // A different subscription in its place is a purchase, which the invoice's email covers.
  if (!isLive(after) || before.stripeSubscriptionId !== after.stripeSubscriptionId) return [];
  return [...upgraded(catalog, before, after), ...downgrade(catalog, before, after), ...cancellation(before, after)];
}

function ended(before: Before, { endedAt }: After, now: Date): SubscriptionNotice[] {
  const endsAt = endedAt ?? now;
  if (now.getTime() - endsAt.getTime() > recentMs) return [];
  return [{ kind: "canceled", plan: before.planKey, endsAt, ended: true }];
}

function upgraded(catalog: Catalog, before: Before, after: After): SubscriptionNotice[] {
  if (rankOf(catalog, after.planKey) <= rankOf(catalog, before.planKey)) return [];
  return [{ kind: "upgraded", from: before.planKey, to: after.planKey, price: priceOf(after) }];
}

function downgrade(catalog: Catalog, before: Before, after: After): SubscriptionNotice[] {
  if (after.scheduledChange === null) return [];
  const { planKey: to, effectiveAt: at } = after.scheduledChange;
  if (to === null || rankOf(catalog, to) >= rankOf(catalog, after.planKey)) return [];
  const known = before.scheduledChange;
  if (known?.planKey === to && known.effectiveAt.getTime() === at.getTime()) return [];
  return [{ kind: "downgrade_scheduled", from: after.planKey, to, at }];
}

function cancellation(before: Before, after: After): SubscriptionNotice[] {
  if (before.cancelAt === null && after.cancelAt !== null) {
    return [{ kind: "canceled", plan: after.planKey, endsAt: after.cancelAt, ended: false }];
  }
  if (before.cancelAt !== null && after.cancelAt === null) {
    return [{ kind: "resumed", plan: after.planKey, renewsAt: after.currentPeriodEnd }];
  }
  return [];
}

/** A plan that is no longer in the catalog ranks neither above nor below any other. */
const rankOf = (catalog: Catalog, key: string): number =>
  catalog.plans.find((plan) => plan.key === key)?.rank ?? Number.NaN;

function priceOf({ unitAmount, currency, interval, intervalCount }: After): Price | null {
  return unitAmount === null || currency === null || interval === null
    ? null
    : { amount: unitAmount, currency, interval, intervalCount: intervalCount ?? 1 };
}
