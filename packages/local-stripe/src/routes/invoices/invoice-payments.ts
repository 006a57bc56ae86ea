import type Stripe from "stripe";
import type { Api } from "../../wire/api";
import { noSuch } from "../../wire/errors";
import { inRange, matches, page } from "../../wire/paging";
import { onlyExpand, params } from "../../wire/params";

export function invoicePaymentRoutes(api: Api): void {
  api.get("/v1/invoice_payments/:id", onlyExpand, (world, _, id) => {
    const payment = world.store.get("invoice_payment", id);
    if (!payment) throw noSuch("invoice_payment", id);
    return payment;
  });
  api.get(
    "/v1/invoice_payments",
    params<Stripe.InvoicePaymentListParams>("InvoicePayments", "InvoicePaymentListParams"),
    (world, input) => {
      const rows =
        input.invoice === undefined
          ? world.store.all("invoice_payment")
          : world.store.where("invoice_payment", "invoice", input.invoice);
      const found = [...rows].filter(
        (payment) =>
          matches(payment.status, input.status) &&
          matches(payment.payment.payment_intent, input.payment?.payment_intent) &&
          inRange(payment.created, input.created),
      );
      return page(found, input, "/v1/invoice_payments");
    },
  );
}
