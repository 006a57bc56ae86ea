import { type Context, Hono } from "hono";
import { collectInvoice } from "../../billing/invoices/collect-invoice";
import { paymentIntentOf } from "../../billing/invoices/finalize-invoice";
import { paymentMethodFor } from "../../billing/invoices/pay-invoice";
import type { PaymentAttempt } from "../../billing/payments/outcome";
import { emit } from "../../events/emit";
import { createCard } from "../../objects/payment-method-object";
import type { PublicTables } from "../../store/tables";
import { StripeFault } from "../../wire/errors";
import type { World } from "../../world";
import { invoicePdf } from "../documents/invoice-pdf";
import { receiptPdf } from "../documents/receipt-pdf";
import { sendPdf } from "../documents/send-pdf";
import { type CardInput, formError, isFormError, readCard } from "../ui/card-form";
import { type FormError, readForm } from "../ui/form";
import { messagePage } from "../ui/layout";
import { invoicePage } from "./view";

type Invoice = PublicTables["invoice"];
type Answer = Response | Promise<Response>;

export function invoiceRoutes(world: World): Hono {
  const app = new Hono();
  const within =
    (handle: (c: Context, invoice: Invoice, path: string, form: Record<string, string>) => Answer) =>
    async (c: Context): Promise<Response> => {
      // Read before the invoice is looked up: the second of two simultaneous submissions then sees the first one's
      // result.
      const form = c.req.method === "POST" ? await readForm(c) : {};
      const path = `/invoice/${c.req.param("id") ?? ""}/${c.req.param("token") ?? ""}`;
      const invoice = world.store.get("invoice", c.req.param("id") ?? "");
      // The token makes the URL hard to guess, as on Stripe's invoice pages. A draft has none yet.
      if (invoice?.hosted_invoice_url !== path)
        return c.html(messagePage("Invoice not found", "This link is invalid."), 404);
      return handle(c, invoice, path, form);
    };
  app.get(
    "/:id/:token",
    within((c, invoice, path) => c.html(invoicePage(world, invoice, path, bankError(world, c, invoice)))),
  );
  app.get(
    "/:id/:token/pdf",
    within(async (c, invoice) => sendPdf(c, `Invoice-${invoice.number ?? ""}.pdf`, await invoicePdf(world, invoice))),
  );
  app.get(
    "/:id/:token/receipt",
    within(async (c, invoice) =>
      invoice.status === "paid"
        ? sendPdf(c, `Receipt-${invoice.number ?? ""}.pdf`, await receiptPdf(world, invoice))
        : c.notFound(),
    ),
  );
  app.post(
    "/:id/:token/pay",
    within((c, invoice, path, form) => pay(world, c, invoice, path, form)),
  );
  return app;
}

/** The error to show after 3D Secure failed, or passed but the charge was declined. */
function bankError(world: World, c: Context, invoice: Invoice): FormError | null {
  if (c.req.query("failed") !== undefined) return { field: null, message: authenticationFailed };
  if (c.req.query("declined") === undefined) return null;
  const lastError = paymentIntentOf(world, invoice)?.last_payment_error?.message;
  return { field: null, message: lastError ?? "Your card was declined." };
}

export const authenticationFailed =
  "We are unable to authenticate your payment method. Please choose a different payment method and try again.";

function pay(world: World, c: Context, invoice: Invoice, path: string, form: Record<string, string>): Answer {
  if (invoice.status !== "open") return c.redirect(path, 303);
  const again = (error: FormError, status: 402 | 422): Answer =>
    c.html(invoicePage(world, world.store.get("invoice", invoice.id) ?? invoice, path, error), status);
  const card = form.saved ? null : readCard(form);
  if (card && isFormError(card)) return again(card, 422);
  try {
    const attempt = world.store.transaction(() => payWith(world, invoice, card, form.name));
    switch (attempt.kind) {
      case "requires_action":
        return c.redirect(`/pay/challenge/${attempt.intent.id}`, 303);
      case "declined":
        return again({ field: null, message: attempt.decline.message }, 402);
      case "no_payment_method":
        return again({ field: null, message: "Please enter a card to pay with." }, 422);
      case "succeeded":
      case "processing":
        return c.redirect(path, 303);
      default:
        return attempt satisfies never;
    }
  } catch (error) {
    if (!(error instanceof StripeFault)) throw error;
    return again(formError(error), 402);
  }
}

/** A card entered here is saved to the customer unless it was declined. */
function payWith(world: World, invoice: Invoice, card: CardInput | null, name: string | undefined): PaymentAttempt {
  const method = card ? createCard(world, card, { name }) : paymentMethodFor(world, invoice);
  const { attempt } = collectInvoice(world, invoice, {
    automatic: false,
    onSession: true,
    ...(method ? { paymentMethod: method } : {}),
  });
  if (card && method && attempt.kind !== "declined" && invoice.customer !== null) {
    const saved = world.store.put("payment_method", { ...method, customer: invoice.customer });
    emit(world, "payment_method.attached", saved);
  }
  return attempt;
}
