import type Stripe from "stripe";
import type { ScheduledDiscount, ScheduledItem, ScheduledPhase, scheduledChanges } from "@/db/schema";
import type { Catalog } from "@/lib/catalog";
import { readItems } from "./items";
import { comingPhases, isManaged } from "./managed-schedule";
import type { StripeState } from "./stripe-state";

/** A row of `scheduled_changes` without its organization. */
export type ScheduledChange = Omit<typeof scheduledChanges.$inferSelect, "organizationId">;

/** What a schedule will change; null in its last phase if the subscription then goes on as it is. */
export function scheduleMirror(
  catalog: Catalog,
  schedule: Stripe.SubscriptionSchedule | undefined,
  currency: string,
  details: Pick<StripeState, "products" | "detailedPrices">,
): ScheduledChange | null {
  if (!schedule) return null;
  const phases = comingPhases(schedule).map((phase) => phaseMirror(catalog, phase, currency, details));
  const [next] = phases;
  if (!next) return null;
  const plan = next.items.find(({ kind }) => kind === "plan");
  const main = plan ?? next.items[0];
  return {
    effectiveAt: new Date(next.startsAt),
    planKey: next.planKey,
    interval: main?.interval ?? "month",
    lookupKey: plan?.lookupKey ?? null,
    items: next.items,
    managed: isManaged(schedule),
    phases,
    endBehavior: schedule.end_behavior === "cancel" ? "cancel" : "release",
  };
}

type Phase = Stripe.SubscriptionSchedule.Phase;

function phaseMirror(
  catalog: Catalog,
  phase: Phase,
  currency: string,
  details: Pick<StripeState, "products" | "detailedPrices">,
): ScheduledPhase {
  const { plan, items } = readItems(catalog, phaseItems(phase), currency, details);
  return {
    startsAt: isoAt(phase.start_date),
    endsAt: isoAt(phase.end_date),
    trialEndsAt: phase.trial_end === null ? null : isoAt(phase.trial_end),
    planKey: plan?.plan.key ?? null,
    items: items.map(({ priced }): ScheduledItem => {
      const { stripeProductId, tiers, tiersMode, packageSize, packageRounding, ...item } = priced;
      return { ...item, unitAmount: tiers ? null : item.unitAmount };
    }),
    discounts: phase.discounts.map(discountMirror),
  };
}

function discountMirror({ coupon, discount }: Phase["discounts"][number]): ScheduledDiscount {
  const terms = typeof coupon === "string" ? null : coupon;
  return {
    stripeDiscountId: typeof discount === "string" ? discount : (discount?.id ?? null),
    stripeCouponId: typeof coupon === "string" ? coupon : (coupon?.id ?? null),
    percentOff: terms?.percent_off ?? null,
    amountOff: terms?.amount_off ?? null,
    once: terms?.duration === "once",
    products: terms?.applies_to?.products ?? null,
  };
}

/** The items of a phase whose prices were read. A price that was deleted since is left out: Stripe can't charge it. */
export const phaseItems = ({ items }: Phase) =>
  items.flatMap(({ price, quantity }) =>
    typeof price === "string" || "deleted" in price ? [] : [{ price, quantity }],
  );

const isoAt = (seconds: number) => new Date(seconds * 1000).toISOString();
