import { share } from "../../engine/decimal";
import { applyDiscounts, type Reduction } from "../../engine/discounts";
import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";
import { activeReductions } from "../discounts/discounts";
import type { DiscountAmount } from "../invoices/line";
import { fullAmount, type Item } from "../periods/cadence";

type Subscription = PublicTables["subscription"];

/**
 * What a subscription's active discounts take off one full period of an item, in minor units. An amount_off for all
 * items is distributed over them: in proportion under flexible billing, evenly under classic
 * (docs.stripe.com/billing/subscriptions/billing-mode/compare, "Proportional discount application").
 */
export function itemDiscounts(world: World, subscription: Subscription, item: Item, at: number): DiscountAmount[] {
  const others = subscription.items.data.filter((other) => other.id !== item.id);
  const items = [item, ...others];
  const running: Reduction[] = [
    ...activeReductions(world, [...new Set(items.flatMap((each) => each.discounts))], at, subscription.currency).map(
      (reduction) => ({
        ...reduction,
        ofLines: true,
      }),
    ),
    ...activeReductions(world, invoiceDiscounts(world, subscription), at, subscription.currency),
  ];
  const classic = subscription.billing_mode.type === "classic";
  const distributed = classic ? running.map((reduction) => distributeEvenly(reduction, items)) : running;
  const counted = classic ? [item] : items;
  const [taken] = applyDiscounts(
    counted.map((each) => ({
      amount: fullAmount(each),
      product: each.price.product,
      discountable: true,
      own: each.discounts,
    })),
    distributed,
  );
  return running.flatMap(({ id }, position) => {
    const amount = taken?.[position] ?? 0;
    return amount === 0 ? [] : [{ amount, discount: id }];
  });
}

/** Without a discount of its own, a subscription has its customer's. */
function invoiceDiscounts(world: World, { customer, discounts }: Subscription): readonly string[] {
  if (discounts.length > 0) return discounts;
  const inherited = world.store.get("customer", customer)?.discount;
  return inherited ? [inherited.id] : [];
}

function distributeEvenly(reduction: Reduction, items: readonly Item[]): Reduction {
  if (reduction.ofLines || reduction.amount_off === null) return reduction;
  const { products } = reduction;
  const sharers = items.filter(({ price }) => products === null || products.includes(price.product));
  return { ...reduction, amount_off: share(reduction.amount_off, 1, Math.max(sharers.length, 1)) };
}
