import type Stripe from "stripe";
import { redeem } from "../../billing/discounts/discounts";
import { assignItem } from "../../billing/invoices/edit-lines";
import { namedTaxRates } from "../../billing/taxes/taxes";
import { rate } from "../../engine/rating";
import { emit } from "../../events/emit";
import { fetchCustomer } from "../../lookup/fetch";
import { fetchInvoice } from "../../lookup/fetch-invoice";
import { inlinePrice } from "../../objects/inline-price";
import { mergeMetadata } from "../../objects/metadata";
import type { PublicTables } from "../../store/tables";
import type { Api } from "../../wire/api";
import { invalid, missing, unsupported } from "../../wire/errors";
import { matches, page, within } from "../../wire/paging";
import { onlyExpand, params } from "../../wire/params";
import type { Wire } from "../../wire/types";
import type { World } from "../../world";
import { fetchPrice } from "../catalog/prices";

type InvoiceItem = PublicTables["invoiceitem"];
type CreateInput = Wire<Stripe.InvoiceItemCreateParams>;

export function invoiceItemRoutes(api: Api): void {
  api.post(
    "/v1/invoiceitems",
    params<Stripe.InvoiceItemCreateParams>("InvoiceItems", "InvoiceItemCreateParams"),
    createInvoiceItem,
  );
  api.get("/v1/invoiceitems/:id", onlyExpand, (world, _, id) => fetchInvoiceItem(world, id));
  api.post(
    "/v1/invoiceitems/:id",
    params<Stripe.InvoiceItemUpdateParams>("InvoiceItems", "InvoiceItemUpdateParams"),
    updateInvoiceItem,
  );
  api.delete("/v1/invoiceitems/:id", onlyExpand, deleteInvoiceItem);
  api.get(
    "/v1/invoiceitems",
    params<Stripe.InvoiceItemListParams>("InvoiceItems", "InvoiceItemListParams"),
    (world, input) => {
      const rows = [...world.store.all("invoiceitem")].filter(
        (item) =>
          matches(item.customer, input.customer) &&
          matches(item.invoice, input.invoice) &&
          (input.pending === undefined || (item.invoice === null) === input.pending) &&
          within(item.date, input.created),
      );
      return page(rows, input, "/v1/invoiceitems");
    },
  );
}

function fetchInvoiceItem(world: World, id: string): InvoiceItem {
  const item = world.store.get("invoiceitem", id);
  if (!item) throw missing("invoiceitem", id);
  return item;
}

export function createInvoiceItem(world: World, input: CreateInput): InvoiceItem {
  unsupported(input, ["quantity_decimal", "unit_amount_decimal"]);
  const customer = fetchCustomer(world, input.customer ?? "", "customer");
  const price = priceOf(world, input);
  const quantity = input.quantity ?? 1;
  const amount = input.amount ?? (price ? rate(price, quantity) : null);
  if (amount === null)
    throw invalid("You must specify either `amount`, `pricing[price]` or `price_data`.", "amount", "parameter_missing");
  const now = world.clock.now();
  const id = world.ids.next("ii");
  const item = world.store.put("invoiceitem", {
    id,
    object: "invoiceitem",
    amount,
    currency: price?.currency ?? input.currency?.toLowerCase() ?? "usd",
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
    tax_rates: namedTaxRates(world, input.tax_rates, "tax_rates"),
    test_clock: world.clock.testClock(),
  });
  emit(world, "invoiceitem.created", item);
  return input.invoice === undefined ? item : assignItem(world, item, fetchInvoice(world, input.invoice, "invoice"));
}

function priceOf(world: World, input: CreateInput): PublicTables["price"] | null {
  if (input.price_data) return inlinePrice(world, input.price_data);
  return input.pricing?.price === undefined ? null : fetchPrice(world, input.pricing.price, "pricing[price]");
}

function updateInvoiceItem(world: World, input: Wire<Stripe.InvoiceItemUpdateParams>, id: string): InvoiceItem {
  const before = fetchInvoiceItem(world, id);
  if (before.invoice !== null)
    throw invalid("This invoice item is already on an invoice.", undefined, "invoice_not_editable");
  return world.store.put("invoiceitem", {
    ...before,
    amount: input.amount ?? before.amount,
    description: input.description ?? before.description,
    discountable: input.discountable ?? before.discountable,
    discounts:
      input.discounts === undefined
        ? before.discounts
        : redeem(world, input.discounts || [], { customer: before.customer, invoiceItem: id }),
    metadata: mergeMetadata(before.metadata, input.metadata),
  });
}

function deleteInvoiceItem(world: World, _: unknown, id: string): object {
  const item = fetchInvoiceItem(world, id);
  if (item.invoice !== null)
    throw invalid("This invoice item is already on an invoice.", undefined, "invoice_not_editable");
  world.store.delete("invoiceitem", id);
  emit(world, "invoiceitem.deleted", item);
  return { id, object: "invoiceitem", deleted: true };
}
