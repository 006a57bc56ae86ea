import type Stripe from "stripe";
import type { ScheduledDiscount, ScheduledItem, ScheduledPhase, scheduledChanges } from "@/db/schema";
import type { Catalog } from "@/lib/catalog";
import { monthsAfter } from "@/lib/intervals";
import { durationOf } from "./discounts";
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
  details: Details,
): ScheduledChange | null {
  if (!schedule) return null;
  const phases = comingPhases(schedule).map((phase) => ({
    ...phaseMirror(catalog, phase, currency, details),
    newCycle: (phase.billing_cycle_anchor ?? schedule.default_settings.billing_cycle_anchor) === "phase_start",
  }));
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
    endBehavior: endBehavior(schedule),
  };
}

/** Schedules from before 2019-10-17 may have `none`, which was `cancel`, and `renew`, which can't be set any more. */
function endBehavior({ end_behavior: end }: Stripe.SubscriptionSchedule): ScheduledChange["endBehavior"] {
  if (end === "cancel" || end === "none") return "cancel";
  return end === "renew" ? "renew" : "release";
}

type Phase = Stripe.SubscriptionSchedule.Phase;
type Details = Pick<StripeState, "products" | "detailedPrices" | "coupons">;

function phaseMirror(catalog: Catalog, phase: Phase, currency: string, details: Details): ScheduledPhase {
  const { plan, items } = readItems(catalog, phaseItems(phase), currency, details);
  return {
    startsAt: isoAt(phase.start_date),
    endsAt: isoAt(phase.end_date),
    trialEndsAt: phase.trial_end === null ? null : isoAt(phase.trial_end),
    planKey: plan?.plan.key ?? null,
    discounts: discountIds(phase.discounts),
    newDiscounts: newDiscounts(phase, details.coupons),
    oneTime: phase.add_invoice_items.length > 0,
    items: items.map(({ item: { discounts }, priced }): ScheduledItem => {
      const { tiers, tiersMode, packageSize, packageRounding, ...item } = priced;
      return { ...item, unitAmount: tiers ? null : item.unitAmount, discounts: discountIds(discounts) };
    }),
  };
}

/** The items of a phase whose prices were read. A price that was deleted since is left out: Stripe can't charge it. */
export const phaseItems = ({ items }: Phase) =>
  items.flatMap(({ price, quantity, discounts }) =>
    typeof price === "string" || "deleted" in price ? [] : [{ price, quantity, discounts }],
  );

const discountIds = (discounts: Phase["discounts"]): string[] =>
  discounts.flatMap(
    ({ discount, promotion_code, coupon }) => idOf(discount) ?? idOf(promotion_code) ?? idOf(coupon) ?? [],
  );

/** What a person set on the phase itself. A coupon that was deleted since is left out: its id alone says nothing. */
function newDiscounts(phase: Phase, coupons: StripeState["coupons"]): ScheduledDiscount[] {
  const all = allDiscounts(phase).flatMap((discount): ScheduledDiscount[] => {
    const coupon = coupons.get(couponIdOf(discount) ?? "");
    const { promotion_code: code } = discount;
    const id = idOf(code) ?? idOf(discount.coupon);
    if (!coupon || id === undefined || discount.discount !== null) return [];
    const { percent_off, amount_off, currency, duration_in_months: months, applies_to } = coupon;
    const starts = new Date(phase.start_date * 1000);
    return [
      {
        id,
        name: coupon.name ?? coupon.id,
        code: typeof code === "object" ? (code?.code ?? null) : null,
        percentOff: percent_off,
        amountOff: amount_off,
        currency,
        duration: durationOf(coupon),
        endsAt: months === null ? null : monthsAfter(starts, months).toISOString(),
        products: applies_to?.products ?? null,
      },
    ];
  });
  return [...new Map(all.map((discount) => [discount.id, discount])).values()];
}

type PhaseDiscount = Phase["discounts"][number];

const allDiscounts = ({ discounts, items }: Phase): PhaseDiscount[] => [
  ...discounts,
  ...items.flatMap((item) => item.discounts),
];

function couponIdOf({ coupon, promotion_code: code }: PhaseDiscount): string | undefined {
  return typeof code === "object" ? idOf(code?.promotion.coupon ?? coupon) : idOf(coupon);
}

/** The ids of the coupons that begin with the coming phases of a schedule. */
export const phaseCouponIds = (schedule: Stripe.SubscriptionSchedule): string[] =>
  comingPhases(schedule)
    .flatMap(allDiscounts)
    .flatMap((discount) => couponIdOf(discount) ?? []);

const idOf = (reference: string | { id: string } | null): string | undefined =>
  typeof reference === "string" ? reference : reference?.id;

const isoAt = (seconds: number) => new Date(seconds * 1000).toISOString();
