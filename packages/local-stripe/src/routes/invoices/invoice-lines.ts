import type Stripe from "stripe";
import { attachPayment } from "../../billing/invoices/attach-payment";
import { createInvoiceItem } from "../../billing/invoices/create-invoice-item";
import { assignItem, changeLine, removeLine, requireDraft } from "../../billing/invoices/edit-lines";
import { fetchInvoice, fetchPrice } from "../../lookup/fetch";
import { fetchSellablePrice } from "../../lookup/sellable-price";
import { inlinePrice } from "../../objects/price-object";
import type { PublicTables } from "../../store/tables";
import type { Api } from "../../wire/api";
import { noSuch, refuseUnsupported } from "../../wire/errors";
import { params } from "../../wire/params";
import type { Wire } from "../../wire/types";
import type { World } from "../../world";

type Invoice = PublicTables["invoice"];
type Added = Wire<Stripe.InvoiceAddLinesParams>["lines"][number];

/** Editing a draft's lines, and attaching payments made outside the invoice. */
export function invoiceLineRoutes(api: Api): void {
  api.post(
    "/v1/invoices/:id/add_lines",
    params<Stripe.InvoiceAddLinesParams>("Invoices", "InvoiceAddLinesParams"),
    add,
  );
  api.post(
    "/v1/invoices/:id/update_lines",
    params<Stripe.InvoiceUpdateLinesParams>("Invoices", "InvoiceUpdateLinesParams"),
    update,
  );
  api.post(
    "/v1/invoices/:id/remove_lines",
    params<Stripe.InvoiceRemoveLinesParams>("Invoices", "InvoiceRemoveLinesParams"),
    remove,
  );
  api.post(
    "/v1/invoices/:id/lines/:second",
    params<Stripe.InvoiceUpdateLineItemParams>("Invoices", "InvoiceUpdateLineItemParams"),
    (world, input, id, line) => changeLine(world, fetchInvoice(world, id), line, input, "line"),
  );
  api.post(
    "/v1/invoices/:id/attach_payment",
    params<Stripe.InvoiceAttachPaymentParams>("Invoices", "InvoiceAttachPaymentParams"),
    (world, input, id) => attachPayment(world, fetchInvoice(world, id), input.payment_intent ?? ""),
  );
}

function add(world: World, input: Wire<Stripe.InvoiceAddLinesParams>, id: string): Invoice {
  for (const [index, line] of input.lines.entries()) addLine(world, requireDraft(fetchInvoice(world, id)), line, index);
  return fetchInvoice(world, id);
}

function addLine(world: World, invoice: Invoice, { invoice_item, price_data, ...line }: Added, index: number): void {
  if (invoice_item !== undefined) {
    const item = world.store.get("invoiceitem", invoice_item);
    if (!item) throw noSuch("invoiceitem", invoice_item, `lines[${index}][invoice_item]`);
    assignItem(world, item, invoice);
    return;
  }
  refuseUnsupported(line, ["tax_amounts", "quantity_decimal"], `lines[${index}]`);
  const { tax_amounts: _, pricing, tax_rates, ...rest } = line;
  const item = {
    ...rest,
    ...(tax_rates ? { tax_rates } : {}),
    ...(price_data ? { pricing: { price: inlinePrice(world, price_data).id } } : pricing ? { pricing } : {}),
    currency: invoice.currency,
    customer: invoice.customer ?? "",
    invoice: invoice.id,
  };
  createInvoiceItem(world, item, price_data ? fetchPrice : fetchSellablePrice);
}

function update(world: World, input: Wire<Stripe.InvoiceUpdateLinesParams>, id: string): Invoice {
  for (const [index, { id: line, ...change }] of input.lines.entries())
    changeLine(world, fetchInvoice(world, id), line, change, `lines[${index}]`);
  return fetchInvoice(world, id);
}

function remove(world: World, input: Wire<Stripe.InvoiceRemoveLinesParams>, id: string): Invoice {
  for (const [index, line] of input.lines.entries())
    removeLine(world, fetchInvoice(world, id), line.id, line.behavior, `lines[${index}]`);
  return fetchInvoice(world, id);
}
