import type Stripe from "stripe";
import { rate } from "../../engine/rating";
import { priceIn } from "../../lookup/localized-price";
import { fetchSellablePrice } from "../../lookup/sellable-price";
import { mergeMetadata } from "../../objects/metadata";
import { inlinePrice } from "../../objects/price-object";
import type { PublicTables } from "../../store/tables";
import type { Wire } from "../../wire/types";
import type { World } from "../../world";
import { redeem } from "../discounts/discounts";
import { fetchTaxRates } from "../taxes/taxes";
import { productName } from "./describe";
import type { LineInput } from "./line";

/** One-time charges added to a subscription's invoice. */
export function addedInvoiceItems(
  world: World,
  subscription: PublicTables["subscription"],
  inputs: readonly Wire<Stripe.SubscriptionCreateParams.AddInvoiceItem>[],
): LineInput[] {
  const now = world.clock.now();
  return inputs.map((input, index) => {
    const param = `add_invoice_items[${index}][price]`;
    const requested = input.price_data
      ? inlinePrice(world, input.price_data)
      : fetchSellablePrice(world, input.price ?? "", param);
    const price = priceIn(requested, subscription.currency, param);
    const quantity = input.quantity ?? 1;
    const id = world.ids.next("ii");
    return {
      amount: rate(price, quantity),
      currency: price.currency,
      description: productName(world, price),
      period: { start: now, end: now },
      price,
      quantity,
      subscription: subscription.id,
      subscriptionItem: null,
      invoiceItem: id,
      proration: false,
      discountable: input.discountable ?? true,
      discounts: redeem(world, input.discounts ?? [], { customer: subscription.customer, invoiceItem: id }),
      metadata: mergeMetadata({}, input.metadata),
      taxRates: fetchTaxRates(world, input.tax_rates, `add_invoice_items[${index}][tax_rates]`),
    };
  });
}
