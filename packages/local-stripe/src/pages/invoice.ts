import { type Context, Hono } from "hono";
import { payingMethod } from "../billing/pay-invoice";
import { collect } from "../billing/settle-subscription";
import { emit } from "../events/emit";
import { checkedCard } from "../resources/payment-methods";
import type { PublicTables } from "../store/tables";
import { StripeFault } from "../wire/errors";
import type { World } from "../world";
import { type FormError, formError, isFormError, readCard } from "./card-form";
import { readForm } from "./form";
import { invoicePdf } from "./invoice-pdf";
import { invoicePage } from "./invoice-view";
import { message } from "./layout";

type Invoice = PublicTables["invoice"];

export function invoiceRoutes(world: World): Hono {
  const app = new Hono();
  const within =
    (handle: (c: Context, invoice: Invoice, path: string) => Response | Promise<Response>) => (c: Context) => {
      const path = `/invoice/${c.req.param("id") ?? ""}/${c.req.param("token") ?? ""}`;
      const invoice = world.store.get("invoice", c.req.param("id") ?? "");
      // The token makes the address unguessable, as on Stripe's own invoice pages.
      if (invoice?.hosted_invoice_url !== path)
        return c.html(message("Invoice not found", "This link is not valid."), 404);
      return handle(c, invoice, path);
    };
  app.get(
    "/:id/:token",
    within((c, invoice, path) => c.html(invoicePage(world, invoice, path, null))),
  );
  app.get(
    "/:id/:token/pdf",
    within((c, invoice) => sendPdf(world, c, invoice)),
  );
  app.post(
    "/:id/:token/pay",
    within((c, invoice, path) => pay(world, c, invoice, path)),
  );
  return app;
}

async function sendPdf(world: World, c: Context, invoice: Invoice): Promise<Response> {
  const pdf = await invoicePdf(world, invoice);
  return c.body(new Uint8Array(pdf), 200, {
    "Content-Type": "application/pdf",
    "Content-Disposition": `attachment; filename="Invoice-${invoice.number ?? invoice.id}.pdf"`,
  });
}

async function pay(world: World, c: Context, invoice: Invoice, path: string): Promise<Response> {
  if (invoice.status !== "open") return c.redirect(path, 303);
  const form = await readForm(c);
  const again = (error: FormError, status: 402 | 422): Response | Promise<Response> =>
    c.html(invoicePage(world, world.store.get("invoice", invoice.id) ?? invoice, path, error), status);
  const card = form.saved ? null : readCard(form);
  if (card && isFormError(card)) return again(card, 422);
  try {
    const { attempt } = world.store.transaction(() => {
      const method = card ? checkedCard(world, card, { name: form.name }) : payingMethod(world, invoice);
      const result = collect(world, invoice, {
        automatic: false,
        onSession: true,
        ...(method ? { paymentMethod: method } : {}),
      });
      if (card && method && result.attempt.kind !== "declined" && invoice.customer !== null) {
        emit(
          world,
          "payment_method.attached",
          world.store.put("payment_method", { ...method, customer: invoice.customer }),
        );
      }
      return result;
    });
    if (attempt.kind === "requires_action") return c.redirect(`/pay/challenge/${attempt.intent.id}`, 303);
    if (attempt.kind === "declined") return again({ field: null, message: attempt.decline.message }, 402);
    return c.redirect(path, 303);
  } catch (error) {
    if (!(error instanceof StripeFault)) throw error;
    return again(formError(error), 402);
  }
}
