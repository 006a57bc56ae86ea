import type Stripe from "stripe";
import { amountOff } from "../billing/discounts/amount-off";
import { isMetered } from "../billing/periods/cadence";
import { automaticRates, isReverseCharged, locationOf } from "../billing/taxes/automatic";
import { exemptionOf } from "../billing/taxes/taxes";
import { applyDiscounts, type Reduction } from "../engine/discounts";
import { rate } from "../engine/rating";
import { taxesOn } from "../engine/tax";
import { storedPrice } from "../lookup/localized-price";
import type { Wire } from "../wire/types";
import type { World } from "../world";
import { taxIdsOf } from "./tax-id-object";

type LineItem = Wire<Stripe.LineItem>;

/** A session's line items, with its coupon applied. */
export function lineItemsOf(world: World, session: string): LineItem[] {
  const plan = world.store.get("checkout_plan", session);
  if (!plan) return [];
  const row = world.store.get("checkout_session", session);
  const buyer = world.store.get("customer", row?.customer ?? "");
  const currency = row?.currency ?? "usd";
  const automatic = row?.automatic_tax.enabled ? locationOf(row.customer_details) : null;
  const taxIds = [...(buyer ? taxIdsOf(world, buyer.id) : []), ...(row?.customer_details?.tax_ids ?? [])];
  const reverse = automatic !== null && isReverseCharged(world, taxIds, automatic);
  const exempt = reverse || exemptionOf(buyer) !== "none";
  const rows = plan.items.flatMap(({ price: id, quantity, taxRates, adjustable }) => {
    const price = storedPrice(world, id, currency);
    const rates = taxRates?.length ? taxRates : (plan.subscription.default_tax_rates ?? []);
    return price
      ? [{ price, quantity, rates, adjustable, amount: isMetered(price) ? 0 : rate(price, quantity ?? 1) }]
      : [];
  });
  const discounts = applyDiscounts(
    rows.map(({ price, amount }) => ({ amount, product: price.product, discountable: true })),
    couponReductions(world, plan.coupon, currency),
  );
  return rows.map(({ price, quantity, amount, rates, adjustable }, index) => {
    const amount_discount = (discounts[index] ?? []).reduce((sum, part) => sum + part, 0);
    const stored = rates.flatMap((id) => world.store.get("tax_rate", id) ?? []);
    const named = automatic && stored.length === 0 ? automaticRates(world, automatic, { price, currency }) : stored;
    const applicable = exempt ? [] : named;
    const taxes = taxesOn(amount - amount_discount, applicable);
    const exclusive = taxes.reduce((sum, tax) => sum + (tax.inclusive ? 0 : tax.amount), 0);
    return {
      id: `li_${session.slice(-16)}${index}`,
      object: "item",
      adjustable_quantity: adjustable ? { enabled: true, ...adjustable } : null,
      amount_discount,
      amount_subtotal: amount,
      amount_tax: taxes.reduce((sum, tax) => sum + tax.amount, 0),
      amount_total: amount - amount_discount + exclusive,
      currency: price.currency,
      description: world.store.get("product", price.product)?.name ?? null,
      metadata: {},
      price: withoutTiers(world.store.get("price", price.id) ?? price),
      quantity: quantity ?? null,
    };
  });
}

function couponReductions(world: World, coupon: string | null, currency: string): Reduction[] {
  const found = coupon === null ? undefined : world.store.get("coupon", coupon);
  if (!found) return [];
  const { percent_off, applies_to } = found;
  return [
    { id: found.id, percent_off, amount_off: amountOff(found, currency), products: applies_to?.products ?? null },
  ];
}

function withoutTiers(price: NonNullable<LineItem["price"]>): NonNullable<LineItem["price"]> {
  const { tiers: _, currency_options: __, ...rest } = price;
  return rest;
}
