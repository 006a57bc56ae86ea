import { storedPrice } from "../../lookup/localized-price";
import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";
import { type DiscountInput, type DiscountTarget, isRedeemable } from "../discounts/discounts";
import { fullAmount } from "../periods/cadence";
import type { CreateInput, UpdateInput } from "../subscriptions/input";

type Schedule = PublicTables["subscription_schedule"];
type Subscription = PublicTables["subscription"];
type Phase = Schedule["phases"][number];
type PhaseItem = Phase["items"][number];

/** The subscription's settings in this phase. What neither the phase nor the schedule mentions stays the same. */
export function phaseSettings(schedule: Schedule, phase: Phase) {
  const { default_settings: defaults } = schedule;
  const collection_method = phase.collection_method ?? defaults.collection_method ?? "charge_automatically";
  const days = phase.invoice_settings?.days_until_due ?? defaults.invoice_settings.days_until_due;
  const default_payment_method = phase.default_payment_method ?? defaults.default_payment_method;
  const description = phase.description ?? defaults.description;
  const thresholds = phase.billing_thresholds ?? defaults.billing_thresholds;
  const { amount_gte, reset_billing_cycle_anchor } = thresholds ?? {};
  const automatic = phase.automatic_tax ?? defaults.automatic_tax;
  return {
    collection_method,
    ...(automatic ? { automatic_tax: { enabled: automatic.enabled } } : {}),
    ...(collection_method === "send_invoice" && days !== null ? { days_until_due: days } : {}),
    ...(default_payment_method === null ? {} : { default_payment_method: idOf(default_payment_method) }),
    ...(description === null ? {} : { description }),
    ...(phase.metadata && Object.keys(phase.metadata).length > 0 ? { metadata: phase.metadata } : {}),
    ...(phase.default_tax_rates?.length ? { default_tax_rates: phase.default_tax_rates.map(({ id }) => id) } : {}),
    ...(thresholds
      ? {
          billing_thresholds: {
            ...(amount_gte == null ? {} : { amount_gte }),
            ...(reset_billing_cycle_anchor == null ? {} : { reset_billing_cycle_anchor }),
          },
        }
      : {}),
  } satisfies UpdateInput;
}

function idOf(reference: string | { id: string }): string {
  return typeof reference === "string" ? reference : reference.id;
}

/** A new subscription for the phase. */
export function createParams(world: World, schedule: Schedule, phase: Phase): CreateInput {
  const target = phaseTarget(world, schedule.customer, phase);
  return {
    ...phaseSettings(schedule, phase),
    customer: schedule.customer,
    currency: phase.currency,
    billing_mode:
      schedule.billing_mode.type === "classic"
        ? { type: "classic" }
        : {
            type: "flexible",
            flexible: { proration_discounts: schedule.billing_mode.flexible?.proration_discounts ?? "included" },
          },
    discounts: redeemable(world, null, phase.discounts, target),
    items: phase.items.map((item) => ({
      ...itemParams(item),
      discounts: redeemable(world, null, item.discounts, target),
    })),
    metadata: phase.metadata ?? {},
    ...(phase.trial_end === null ? {} : { trial_end: phase.trial_end }),
    add_invoice_items: phase.add_invoice_items.map((item) => ({ price: item.price, ...oneTimeItemParams(item) })),
  };
}

/**
 * The phase's discounts, which are all the subscription has in it.
 *
 * @param previous the phase as it was before an edit; what the edit didn't change keeps its discounts
 */
export function phaseDiscountParams(
  world: World,
  subscription: Subscription,
  phase: Phase,
  previous: Phase | null,
): Pick<UpdateInput, "discounts"> {
  if (previous && same(previous.discounts, phase.discounts)) return {};
  const inputs = redeemable(world, subscription, phase.discounts, phaseTarget(world, subscription.customer, phase));
  return { discounts: inputs.length === 0 ? "" : inputs };
}

/** The items of the phase: an item with the same price is kept, other prices replace the items that go away. */
export function phaseItemParams(
  world: World,
  subscription: Subscription,
  phase: Phase,
  previous: Phase | null,
): NonNullable<UpdateInput["items"]> {
  const { data } = subscription.items;
  const target = phaseTarget(world, subscription.customer, phase);
  const leaving = data.filter((item) => !phase.items.some((phaseItem) => phaseItem.price === item.price.id));
  const items = phase.items.map((phaseItem) => {
    const replaced = data.find((item) => item.price.id === phaseItem.price) ?? leaving.shift();
    const before = previous?.items.find((item) => item.price === phaseItem.price);
    const discounts = redeemable(world, subscription, phaseItem.discounts, target);
    return {
      ...(replaced ? { id: replaced.id } : {}),
      ...itemParams(phaseItem),
      ...(before && same(before.discounts, phaseItem.discounts)
        ? {}
        : { discounts: discounts.length === 0 ? ("" as const) : discounts }),
    };
  });
  return [...items, ...leaving.map(({ id }) => ({ id, deleted: true }))];
}

function itemParams(item: PhaseItem) {
  const usage = item.billing_thresholds?.usage_gte ?? null;
  return {
    price: item.price,
    ...(item.quantity === undefined ? {} : { quantity: item.quantity }),
    ...(item.metadata && Object.keys(item.metadata).length > 0 ? { metadata: item.metadata } : {}),
    ...(item.tax_rates?.length ? { tax_rates: item.tax_rates.map(({ id }) => id) } : {}),
    ...(usage === null ? {} : { billing_thresholds: { usage_gte: usage } }),
  };
}

export function oneTimeItemParams(item: Phase["add_invoice_items"][number]) {
  return {
    quantity: item.quantity ?? 1,
    discountable: item.discountable ?? true,
    ...(item.discounts.length > 0 ? { discounts: item.discounts.map(discountInput) } : {}),
    ...(item.tax_rates?.length ? { tax_rates: item.tax_rates.map(({ id }) => id) } : {}),
  };
}

function phaseTarget(world: World, customer: string, phase: Phase): DiscountTarget {
  const subtotal = (): number =>
    phase.items.reduce((total, item) => {
      const price = storedPrice(world, item.price, phase.currency);
      return total + (price ? fullAmount({ price, quantity: item.quantity ?? 1 }) : 0);
    }, 0);
  return { customer, currency: phase.currency, subtotal };
}

/** What can still be applied: a coupon may have expired, a discount may have been used up or removed. */
function redeemable(
  world: World,
  subscription: Subscription | null,
  discounts: Phase["discounts"],
  target: DiscountTarget,
): DiscountInput[] {
  const present = new Set([
    ...(subscription?.discounts ?? []),
    ...(subscription?.items.data.flatMap((item) => item.discounts) ?? []),
    world.store.get("customer", subscription?.customer ?? "")?.discount?.id,
  ]);
  return discounts
    .map(discountInput)
    .filter((input) =>
      input.discount === undefined ? isRedeemable(world, input, target) : present.has(input.discount),
    );
}

function discountInput(discount: Phase["discounts"][number]): DiscountInput {
  if (discount.discount) return { discount: discount.discount };
  if (discount.promotion_code) return { promotion_code: discount.promotion_code };
  return { coupon: discount.coupon ?? "" };
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
