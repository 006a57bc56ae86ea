import type Stripe from "stripe";
import { redeem } from "../../billing/discounts/discounts";
import { createInvoiceItem } from "../../billing/invoices/create-invoice-item";
import { emit } from "../../events/emit";
import { mergeMetadata } from "../../objects/metadata";
import type { PublicTables } from "../../store/tables";
import type { Api } from "../../wire/api";
import { invalidRequest, noSuch } from "../../wire/errors";
import { inRange, matches, page } from "../../wire/paging";
import { onlyExpand, params } from "../../wire/params";
import type { Wire } from "../../wire/types";
import type { World } from "../../world";

type InvoiceItem = PublicTables["invoiceitem"];

export function invoiceItemRoutes(api: Api): void {
  api.post(
    "/v1/invoiceitems",
    params<Stripe.InvoiceItemCreateParams>("InvoiceItems", "InvoiceItemCreateParams"),
    (world, input) => createInvoiceItem(world, input),
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
          inRange(item.date, input.created),
      );
      return page(rows, input, "/v1/invoiceitems");
    },
  );
}

function fetchInvoiceItem(world: World, id: string): InvoiceItem {
  const item = world.store.get("invoiceitem", id);
  if (!item) throw noSuch("invoiceitem", id);
  return item;
}

function updateInvoiceItem(world: World, input: Wire<Stripe.InvoiceItemUpdateParams>, id: string): InvoiceItem {
  const before = fetchInvoiceItem(world, id);
  if (before.invoice !== null)
    throw invalidRequest(
      "This invoice item is already on an invoice and can't be changed.",
      undefined,
      "invoice_not_editable",
    );
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
    throw invalidRequest(
      "This invoice item is already on an invoice and can't be deleted.",
      undefined,
      "invoice_not_editable",
    );
  world.store.delete("invoiceitem", id);
  emit(world, "invoiceitem.deleted", item);
  return { id, object: "invoiceitem", deleted: true };
}
