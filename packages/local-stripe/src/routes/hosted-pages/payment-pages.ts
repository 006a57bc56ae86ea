import { payCheckout } from "../../billing/checkout/pay-checkout";
import { fetchCheckoutSession } from "../../lookup/fetch";
import { resolvePaymentMethod } from "../../lookup/resolve-payment-method";
import type { PublicTables } from "../../store/tables";
import type { Api } from "../../wire/api";
import { invalidRequest, StripeFault } from "../../wire/errors";
import type { Params } from "../../wire/params";
import type { JsonObject } from "../../wire/types";
import type { World } from "../../world";

/** What a checkout page sends when it is submitted. The CLI uses it too; it isn't declared anywhere. */
const anyParams: Params<JsonObject> = { parse: (raw) => raw };

export function paymentPageRoutes(api: Api): void {
  api.get("/v1/payment_pages/:id", anyParams, (world, _, id) => pageOf(fetchCheckoutSession(world, id)));
  api.post("/v1/payment_pages/:id/confirm", anyParams, confirmPage);
}

/** @throws StripeFault 402 when the payment is declined; the session stays open */
function confirmPage(world: World, input: JsonObject, id: string): object {
  const session = fetchCheckoutSession(world, id);
  if (session.status !== "open") throw invalidRequest("This Checkout Session is no longer open.", "id");
  const { expected_amount } = input;
  if (expected_amount !== undefined && Number(expected_amount) !== (session.amount_total ?? 0))
    throw invalidRequest("The amount has changed since the page was loaded.", "expected_amount");
  const method = resolvePaymentMethod(world, String(input.payment_method ?? ""), "payment_method");
  const { name, email, address, phone } = method.billing_details;
  const result = payCheckout(world, session, { name: name ?? "", email: email ?? "", address, phone }, method);
  switch (result.kind) {
    case "complete":
      return pageOf(result.session);
    case "challenge":
      return { ...pageOf(session), challenge: `${world.origin}/pay/challenge/${result.id}` };
    case "declined":
      throw new StripeFault(402, "card_error", result.message, { code: "card_declined", payment_method: method });
    default:
      return result satisfies never;
  }
}

function pageOf(session: PublicTables["checkout_session"]): object {
  const { id, amount_total, currency, mode, payment_method_types, payment_status, status } = session;
  return { id, amount_total, currency, livemode: false, mode, payment_method_types, payment_status, status };
}
