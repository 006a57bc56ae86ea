import type Stripe from "stripe";
import { rate } from "../../engine/rating";
import { emit } from "../../events/emit";
import { fetchCustomer, fetchInvoice } from "../../lookup/fetch";
import { priceIn } from "../../lookup/localized-price";
import { type FetchPrice, fetchSellablePrice } from "../../lookup/sellable-price";
import { mergeMetadata } from "../../objects/metadata";
import { inlinePrice } from "../../objects/price-object";
import type { PublicTables } from "../../store/tables";
import { invalidRequest, refuseUnsupported } from "../../wire/errors";
import type { Wire } from "../../wire/types";
import type { World } from "../../world";
import { redeem } from "../discounts/discounts";
import { fetchTaxRates } from "../taxes/taxes";
import { assignItem } from "./edit-lines";

type InvoiceItem = PublicTables["invoiceitem"];
type CreateInput = Wire<Stripe.InvoiceItemCreateParams>;

/**
 * Creates a pending invoice item, or one on a draft if `invoice` is given.
 *
 * @param fetchPriceOf refuses archived prices unless the price was already agreed
 * @throws StripeFault 400 without an amount or price, or if the invoice is not a draft
 */
export function createInvoiceItem(
  world: World,
  input: CreateInput,
  fetchPriceOf: FetchPrice = fetchSellablePrice,
): InvoiceItem {
  refuseUnsupported(input, ["quantity_decimal", "unit_amount_decimal"]);
  const customer = fetchCustomer(world, input.customer ?? "", "customer");
  const requested = priceOf(world, input, fetchPriceOf);
  const wanted = input.currency?.toLowerCase() ?? world.store.get("subscription", input.subscription ?? "")?.currency;
  const price = requested && wanted !== undefined ? priceIn(requested, wanted, "pricing[price]") : requested;
  const quantity = input.quantity ?? 1;
  const amount = input.amount ?? (price ? rate(price, quantity) : null);
  if (amount === null)
    throw invalidRequest(
      "You must specify either `amount`, `pricing[price]` or `price_data`.",
      "amount",
      "parameter_missing",
    );
  const now = world.clock.now();
  const id = world.ids.next("ii");
  const item = world.store.put("invoiceitem", {
    id,
    object: "invoiceitem",
    amount,
    currency: price?.currency ?? wanted ?? customer.currency ?? "usd",
    customer: customer.id,
    customer_account: null,
    date: now,
    description: input.description ?? (price ? (world.store.get("product", price.product)?.name ?? null) : null),
    discountable: input.discountable ?? amount >= 0,
    discounts: redeem(world, input.discounts || [], { customer: customer.id, invoiceItem: id }),
    invoice: null,
    livemode: false,
    metadata: mergeMetadata({}, input.metadata),
    parent:
      input.subscription === undefined
        ? null
        : { subscription_details: { subscription: input.subscription }, type: "subscription_details" },
    period: input.period ?? { start: now, end: now },
    pricing: price && {
      price_details: { price: price.id, product: price.product },
      type: "price_details",
      unit_amount_decimal: price.unit_amount_decimal,
    },
    proration: false,
    quantity,
    quantity_decimal: String(quantity),
    tax_rates: fetchTaxRates(world, input.tax_rates, "tax_rates"),
    test_clock: world.clock.testClock(),
  });
  emit(world, "invoiceitem.created", item);
  return input.invoice === undefined ? item : assignItem(world, item, fetchInvoice(world, input.invoice, "invoice"));
}

function priceOf(world: World, input: CreateInput, fetchPriceOf: FetchPrice): PublicTables["price"] | null {
  if (input.price_data) return inlinePrice(world, input.price_data);
  return input.pricing?.price === undefined ? null : fetchPriceOf(world, input.pricing.price, "pricing[price]");
}
