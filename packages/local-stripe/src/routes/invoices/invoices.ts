import type Stripe from "stripe";
import { redeem } from "../../billing/discounts/discounts";
import { collectInvoice, onInvoicePaid } from "../../billing/invoices/collect-invoice";
import { draftInvoice, recalculated, withLines } from "../../billing/invoices/draft-invoice";
import { requireDraft } from "../../billing/invoices/edit-lines";
import { finalizeInvoice, paymentIntentOf } from "../../billing/invoices/finalize-invoice";
import { markPaid } from "../../billing/invoices/mark-paid";
import { paymentMethodFor } from "../../billing/invoices/pay-invoice";
import { previewInvoice } from "../../billing/invoices/preview-invoice";
import { markUncollectible, voidInvoice } from "../../billing/invoices/void-invoice";
import { cancelIntent } from "../../billing/payments/charge-intent";
import { isAccepted } from "../../billing/payments/outcome";
import { fetchTaxRates } from "../../billing/taxes/taxes";
import { emit, emitChange } from "../../events/emit";
import { fetchCustomer, fetchInvoice, fetchSubscription } from "../../lookup/fetch";
import { resolvePaymentMethod } from "../../lookup/resolve-payment-method";
import { searchResult } from "../../lookup/search-result";
import { invoiceSubscription } from "../../objects/invoice-object";
import { mergeMetadata } from "../../objects/metadata";
import type { PublicTables } from "../../store/tables";
import type { Api } from "../../wire/api";
import { invalidRequest, refuseUnsupported, StripeFault } from "../../wire/errors";
import { inRange, matches, page } from "../../wire/paging";
import { onlyExpand, params } from "../../wire/params";
import type { Wire } from "../../wire/types";
import type { World } from "../../world";

type Invoice = PublicTables["invoice"];

export function invoiceRoutes(api: Api): void {
  api.post("/v1/invoices", params<Stripe.InvoiceCreateParams>("Invoices", "InvoiceCreateParams"), createInvoice);
  api.post(
    "/v1/invoices/create_preview",
    params<Stripe.InvoiceCreatePreviewParams>("Invoices", "InvoiceCreatePreviewParams"),
    (world, input) => previewInvoice(world, input),
  );
  api.get(
    "/v1/invoices/search",
    params<Stripe.InvoiceSearchParams>("Invoices", "InvoiceSearchParams"),
    (world, input) => searchResult(world.store.all("invoice"), input, "invoices"),
  );
  api.get("/v1/invoices", params<Stripe.InvoiceListParams>("Invoices", "InvoiceListParams"), listInvoices);
  api.get("/v1/invoices/:id", onlyExpand, (world, _, id) => fetchInvoice(world, id));
  api.post("/v1/invoices/:id", params<Stripe.InvoiceUpdateParams>("Invoices", "InvoiceUpdateParams"), updateInvoice);
  api.delete("/v1/invoices/:id", onlyExpand, deleteInvoice);
  api.get(
    "/v1/invoices/:id/lines",
    params<Stripe.InvoiceListLineItemsParams>("Invoices", "InvoiceListLineItemsParams"),
    (world, input, id) => page([...fetchInvoice(world, id).lines.data].reverse(), input, `/v1/invoices/${id}/lines`),
  );
  api.post(
    "/v1/invoices/:id/finalize",
    params<Stripe.InvoiceFinalizeInvoiceParams>("Invoices", "InvoiceFinalizeInvoiceParams"),
    finalize,
  );
  api.post("/v1/invoices/:id/pay", params<Stripe.InvoicePayParams>("Invoices", "InvoicePayParams"), pay);
  api.post("/v1/invoices/:id/send", onlyExpand, send);
  api.post("/v1/invoices/:id/void", onlyExpand, (world, _, id) => voidInvoice(world, fetchInvoice(world, id)));
  api.post("/v1/invoices/:id/mark_uncollectible", onlyExpand, (world, _, id) =>
    markUncollectible(world, fetchInvoice(world, id)),
  );
}

function createInvoice(world: World, input: Wire<Stripe.InvoiceCreateParams>): Invoice {
  refuseUnsupported(input, ["from_invoice", "shipping_cost"]);
  const subscription =
    input.subscription === undefined ? null : fetchSubscription(world, input.subscription, "subscription");
  const customer = fetchCustomer(world, input.customer ?? subscription?.customer ?? "", "customer");
  const now = world.clock.now();
  const pending = world.store.where("invoiceitem", "customer", customer.id).find((item) => item.invoice === null);
  const beforeDiscounts = draftInvoice(world, {
    customer: customer.id,
    subscription,
    reason: "manual",
    currency: input.currency ?? pending?.currency ?? customer.currency ?? "usd",
    lines: [],
    withPending: input.pending_invoice_items_behavior === "include",
    period: { start: now, end: now },
    discounts: [],
    autoAdvance: input.auto_advance ?? false,
    collectionMethod: input.collection_method,
    daysUntilDue: input.days_until_due,
    description: input.description,
    metadata: mergeMetadata({}, input.metadata),
    ...(input.automatic_tax ? { automaticTax: input.automatic_tax.enabled } : {}),
    ...(input.default_tax_rates
      ? { taxRates: fetchTaxRates(world, input.default_tax_rates, "default_tax_rates") }
      : {}),
  });
  const draft = withDraftDiscounts(world, beforeDiscounts, input.discounts);
  if (draft.auto_advance) world.tasks.schedule("invoice.finalize", draft.id, now + 3600);
  return draft;
}

/** Sets the draft's own discounts, which apply after those of its lines. */
function withDraftDiscounts(
  world: World,
  draft: Invoice,
  inputs: Wire<Stripe.InvoiceCreateParams>["discounts"],
): Invoice {
  if (inputs === undefined) return draft;
  const discounts = redeem(world, inputs || [], { customer: draft.customer ?? "", invoice: requireDraft(draft).id });
  return world.store.put("invoice", recalculated(world, { ...draft, discounts }, draft.lines.data));
}

function listInvoices(world: World, input: Wire<Stripe.InvoiceListParams>): object {
  const rows =
    input.customer === undefined
      ? world.store.all("invoice")
      : world.store.where("invoice", "customer", input.customer);
  const found = [...rows].filter(
    (invoice) =>
      matches(invoice.status, input.status) &&
      matches(invoiceSubscription(invoice), input.subscription) &&
      matches(invoice.collection_method, input.collection_method) &&
      inRange(invoice.due_date, input.due_date) &&
      inRange(invoice.created, input.created),
  );
  return page(found, input, "/v1/invoices");
}

function updateInvoice(world: World, input: Wire<Stripe.InvoiceUpdateParams>, id: string): Invoice {
  const before = fetchInvoice(world, id);
  const after = world.store.put("invoice", {
    ...withDraftDiscounts(world, before, input.discounts),
    auto_advance: input.auto_advance ?? before.auto_advance,
    default_payment_method: input.default_payment_method ?? before.default_payment_method,
    description: input.description ?? before.description,
    footer: input.footer ?? before.footer,
    metadata: mergeMetadata(before.metadata, input.metadata),
  });
  if (before.status === "draft" && input.auto_advance !== undefined) {
    if (input.auto_advance) world.tasks.schedule("invoice.finalize", id, world.clock.now() + 3600);
    else world.tasks.cancel("invoice.finalize", id);
  }
  emitChange(world, "invoice.updated", before, after);
  return after;
}

function deleteInvoice(world: World, _: unknown, id: string): object {
  const invoice = fetchInvoice(world, id);
  if (invoice.status !== "draft" || invoiceSubscription(invoice) !== null) {
    throw invalidRequest(
      "You can only delete draft invoices that don't belong to a subscription.",
      undefined,
      "invoice_not_editable",
    );
  }
  for (const item of world.store.where("invoiceitem", "invoice", id))
    world.store.put("invoiceitem", { ...item, invoice: null });
  world.tasks.cancel("invoice.finalize", id);
  world.store.delete("invoice", id);
  emit(world, "invoice.deleted", invoice);
  return { id, object: "invoice", deleted: true };
}

function finalize(world: World, input: Wire<Stripe.InvoiceFinalizeInvoiceParams>, id: string): Invoice {
  const draft = fetchInvoice(world, id);
  const advances = input.auto_advance ?? draft.auto_advance ?? false;
  const invoice = finalizeInvoice(world, withLines({ ...draft, auto_advance: advances }, draft.lines.data));
  if (invoice.status !== "open" || !advances || invoice.collection_method !== "charge_automatically") return invoice;
  return collectInvoice(world, invoice, { automatic: true, onSession: false }).invoice;
}

/** @throws StripeFault 402 when the card is declined, after recording the attempt */
function pay(world: World, input: Wire<Stripe.InvoicePayParams>, id: string): Invoice {
  const found = fetchInvoice(world, id);
  const invoice = found.status === "draft" ? finalizeInvoice(world, found) : found;
  if (invoice.status === "paid" && found.status === "draft") return invoice;
  if (invoice.status !== "open") throw invalidRequest("Invoice is already paid", undefined, "invoice_already_paid");
  if (input.paid_out_of_band) return payOutOfBand(world, invoice);
  const paymentMethod =
    input.payment_method === undefined
      ? paymentMethodFor(world, invoice)
      : resolvePaymentMethod(world, input.payment_method, "payment_method");
  if (!paymentMethod) {
    throw invalidRequest(
      "There is no `default_payment_method` set on this Customer or Invoice. Please provide a payment method.",
      undefined,
      "invoice_payment_intent_requires_action",
    );
  }
  const { attempt, invoice: after } = collectInvoice(world, invoice, {
    automatic: false,
    onSession: !(input.off_session ?? true),
    paymentMethod,
  });
  if (isAccepted(attempt) || attempt.kind === "no_payment_method") return after;
  if (attempt.kind === "requires_action") {
    throw new StripeFault(
      402,
      "card_error",
      "This payment requires additional user action before it can be completed successfully.",
      {
        code: "invoice_payment_intent_requires_action",
        payment_intent: attempt.intent,
      },
    );
  }
  throw new StripeFault(402, "card_error", attempt.decline.message, {
    code: attempt.decline.code,
    ...(attempt.decline.decline_code ? { decline_code: attempt.decline.decline_code } : {}),
    payment_intent: attempt.intent,
    payment_method: paymentMethod,
  });
}

function payOutOfBand(world: World, invoice: Invoice): Invoice {
  const intent = paymentIntentOf(world, invoice);
  if (intent) cancelIntent(world, intent, null);
  const paid = markPaid(world, { ...invoice, amount_paid_off_stripe: invoice.amount_due }, null);
  onInvoicePaid(world, paid);
  return paid;
}

function send(world: World, _: unknown, id: string): Invoice {
  const found = fetchInvoice(world, id);
  const invoice = found.status === "draft" ? finalizeInvoice(world, found) : found;
  emit(world, "invoice.sent", invoice);
  return invoice;
}
