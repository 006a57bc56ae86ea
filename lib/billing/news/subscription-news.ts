import type { Catalog } from "@/lib/catalog";
import type { BillingColumns, SubscriptionRow } from "../mirror/subscription-row";

export type SubscriptionNews =
  | { kind: "upgraded"; from: string; to: string; price: Price | null }
  | { kind: "downgrade_scheduled"; from: string; to: string; at: Date }
  | { kind: "cancelled"; plan: string; endsAt: Date; ended: boolean }
  | { kind: "resumed"; plan: string; renewsAt: Date | null };

type Price = { amount: number; currency: string; interval: "month" | "year" };

type Before = Pick<
  SubscriptionRow,
  "status" | "planKey" | "stripeSubscriptionId" | "cancelAt" | "scheduledPlanKey" | "scheduledAt"
>;
type After = Pick<
  BillingColumns,
  keyof Before | "endedAt" | "currentPeriodEnd" | "unitAmount" | "currency" | "interval"
>;

/** What ended longer ago than this when it is first seen is history (a customer taken over), not news. */
const newsMs = 7 * 24 * 60 * 60 * 1000;

/** What a sync changed of a subscription that its payers want to be told; the same state twice tells nothing. Pure. */
export function subscriptionNews(catalog: Catalog, before: Before, after: After, now: Date): SubscriptionNews[] {
  if (!isBought(before)) return [];
  if (after.status === "canceled") return ended(before, after, now);
  // Another subscription in its place is a purchase: its invoice tells it.
  if (!isBought(after) || before.stripeSubscriptionId !== after.stripeSubscriptionId) return [];
  return [...upgraded(catalog, before, after), ...downgrade(catalog, before, after), ...cancellation(before, after)];
}

const isBought = ({ status }: Pick<Before, "status">): boolean =>
  status === "active" || status === "past_due" || status === "paused";

function ended(before: Before, { endedAt }: After, now: Date): SubscriptionNews[] {
  const endsAt = endedAt ?? now;
  if (now.getTime() - endsAt.getTime() > newsMs) return [];
  return [{ kind: "cancelled", plan: before.planKey, endsAt, ended: true }];
}

function upgraded(catalog: Catalog, before: Before, after: After): SubscriptionNews[] {
  if (rankOf(catalog, after.planKey) <= rankOf(catalog, before.planKey)) return [];
  return [{ kind: "upgraded", from: before.planKey, to: after.planKey, price: priceOf(after) }];
}

function downgrade(catalog: Catalog, before: Before, after: After): SubscriptionNews[] {
  const { scheduledPlanKey: to, scheduledAt: at } = after;
  if (to === null || at === null || rankOf(catalog, to) >= rankOf(catalog, after.planKey)) return [];
  if (before.scheduledPlanKey === to && before.scheduledAt?.getTime() === at.getTime()) return [];
  return [{ kind: "downgrade_scheduled", from: after.planKey, to, at }];
}

function cancellation(before: Before, after: After): SubscriptionNews[] {
  if (before.cancelAt === null && after.cancelAt !== null) {
    return [{ kind: "cancelled", plan: after.planKey, endsAt: after.cancelAt, ended: false }];
  }
  if (before.cancelAt !== null && after.cancelAt === null) {
    return [{ kind: "resumed", plan: after.planKey, renewsAt: after.currentPeriodEnd }];
  }
  return [];
}

/** A plan that left the catalogue is above and below nothing. */
const rankOf = (catalog: Catalog, key: string): number =>
  catalog.plans.find((plan) => plan.key === key)?.rank ?? Number.NaN;

function priceOf({ unitAmount, currency, interval }: After): Price | null {
  return unitAmount === null || currency === null || interval === null
    ? null
    : { amount: unitAmount, currency, interval };
}
