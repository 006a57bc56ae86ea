import { offersOf } from "@/components/billing/plan/offers";
import type { OrganizationDetails } from "@/lib/admin";
import type { Catalog } from "@/lib/catalog";
import { day } from "@/lib/durations";
import { formatPrice } from "@/lib/money";
import type { ActFacts } from "./act-props";

const live: ReadonlySet<string> = new Set(["trialing", "active", "past_due", "unpaid", "paused"]);

/** What the acts need to know of an organization to be offered, and to fill their fields. */
export function actFacts(
  { organization, billing, members, trial, deletion }: OrganizationDetails,
  catalog: Catalog,
): ActFacts {
  const subscribed = organization.stripeSubscriptionId !== null && live.has(billing.status);
  const atStripe = subscribed && billing.freeUntil !== null;
  const beforePurchase = !subscribed && ["trialing", "expired", "incomplete"].includes(billing.status);
  return {
    organization: { id: organization.id, name: organization.name },
    offers: offersOf(catalog),
    annualDiscountPercent: catalog.annualDiscountPercent,
    current: subscribed && billing.price ? currentOf(billing.plan.key, billing.price) : null,
    hasCustomer: organization.stripeCustomerId !== null,
    canceling: billing.cancelAt !== null,
    suspended: billing.suspendedAt !== null,
    deletionScheduled: deletion !== null,
    trial:
      atStripe || beforePurchase
        ? {
            plan: trial.planKey,
            days: Math.round((trial.endsAt.getTime() - trial.startedAt.getTime()) / day),
            endsAt: billing.freeUntil ?? trial.endsAt,
            atStripe,
          }
        : null,
    members: members.length,
  };
}

function currentOf(plan: string, price: NonNullable<OrganizationDetails["billing"]["price"]>): ActFacts["current"] {
  const interval = price.interval === "year" ? "year" : "month";
  const months = interval === "year" ? 12 * price.intervalCount : price.intervalCount;
  const perMonth = formatPrice({ amount: Math.round(price.amount / months), currency: price.currency });
  return { plan, interval, perMonth };
}
