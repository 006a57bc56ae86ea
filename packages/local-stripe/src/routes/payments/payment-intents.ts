import type Stripe from "stripe";
import { applyPayment } from "../../billing/invoices/attach-payment";
import { attachPaymentMethod } from "../../billing/payments/attach-payment-method";
import { cancelIntent, captureIntent, chargeIntent } from "../../billing/payments/charge-intent";
import { isAccepted } from "../../billing/payments/outcome";
import { fetchCustomer, fetchPaymentIntent } from "../../lookup/fetch";
import { resolvePaymentMethod } from "../../lookup/resolve-payment-method";
import { searchResult } from "../../lookup/search-result";
import { mergeMetadata } from "../../objects/metadata";
import { futureUsage, newPaymentIntent, shippingOf } from "../../objects/payment-intent-object";
import type { PublicTables } from "../../store/tables";
import type { Api } from "../../wire/api";
import { invalidRequest, StripeFault } from "../../wire/errors";
import { inRange, matches, page } from "../../wire/paging";
import { params } from "../../wire/params";
import type { Wire } from "../../wire/types";
import type { World } from "../../world";

type Intent = PublicTables["payment_intent"];

export function paymentIntentRoutes(api: Api): void {
  api.post(
    "/v1/payment_intents",
    params<Stripe.PaymentIntentCreateParams>("PaymentIntents", "PaymentIntentCreateParams"),
    createPaymentIntent,
  );
  api.get(
    "/v1/payment_intents/search",
    params<Stripe.PaymentIntentSearchParams>("PaymentIntents", "PaymentIntentSearchParams"),
    (world, input) => searchResult(world.store.all("payment_intent"), input, "payment_intents"),
  );
  api.get(
    "/v1/payment_intents/:id",
    params<Stripe.PaymentIntentRetrieveParams>("PaymentIntents", "PaymentIntentRetrieveParams"),
    (world, _, id) => fetchPaymentIntent(world, id),
  );
  api.get(
    "/v1/payment_intents",
    params<Stripe.PaymentIntentListParams>("PaymentIntents", "PaymentIntentListParams"),
    (world, input) => {
      const rows = [...world.store.all("payment_intent")].filter(
        (intent) => matches(intent.customer, input.customer) && inRange(intent.created, input.created),
      );
      return page(rows, input, "/v1/payment_intents");
    },
  );
  api.post(
    "/v1/payment_intents/:id",
    params<Stripe.PaymentIntentUpdateParams>("PaymentIntents", "PaymentIntentUpdateParams"),
    updatePaymentIntent,
  );
  api.post(
    "/v1/payment_intents/:id/confirm",
    params<Stripe.PaymentIntentConfirmParams>("PaymentIntents", "PaymentIntentConfirmParams"),
    (world, input, id) => confirm(world, fetchPaymentIntent(world, id), input.payment_method, sessionOf(input)),
  );
  api.post(
    "/v1/payment_intents/:id/capture",
    params<Stripe.PaymentIntentCaptureParams>("PaymentIntents", "PaymentIntentCaptureParams"),
    capture,
  );
  api.post(
    "/v1/payment_intents/:id/cancel",
    params<Stripe.PaymentIntentCancelParams>("PaymentIntents", "PaymentIntentCancelParams"),
    cancel,
  );
}

function createPaymentIntent(world: World, input: Wire<Stripe.PaymentIntentCreateParams>): Intent {
  if (input.amount < 1)
    throw invalidRequest("This value must be greater than or equal to 1.", "amount", "parameter_invalid_integer");
  if (input.customer !== undefined) fetchCustomer(world, input.customer, "customer");
  const intent = newPaymentIntent(world, {
    amount: input.amount,
    currency: input.currency.toLowerCase(),
    customer: input.customer ?? null,
    description: input.description ?? null,
    metadata: mergeMetadata({}, input.metadata),
    receiptEmail: input.receipt_email ?? null,
    captureMethod: input.capture_method === "manual" ? "manual" : "automatic",
    setupFutureUsage: futureUsage(input.setup_future_usage),
    shipping: shippingOf(input.shipping),
    statementDescriptor: input.statement_descriptor ?? null,
    ...(input.allowed_payment_method_types ? { methodTypes: input.allowed_payment_method_types } : {}),
  });
  if (input.confirm) return confirm(world, intent, input.payment_method, sessionOf(input));
  if (input.payment_method === undefined) return intent;
  const method = resolvePaymentMethod(world, input.payment_method, "payment_method");
  return world.store.put("payment_intent", { ...intent, payment_method: method.id, status: "requires_confirmation" });
}

function updatePaymentIntent(world: World, input: Wire<Stripe.PaymentIntentUpdateParams>, id: string): Intent {
  const before = fetchPaymentIntent(world, id);
  const method =
    input.payment_method === undefined ? null : resolvePaymentMethod(world, input.payment_method, "payment_method");
  return world.store.put("payment_intent", {
    ...before,
    amount: input.amount ?? before.amount,
    description: input.description ?? before.description,
    metadata: mergeMetadata(before.metadata, input.metadata),
    payment_method: method?.id ?? before.payment_method,
    status: method && before.status === "requires_payment_method" ? "requires_confirmation" : before.status,
  });
}

function capture(world: World, input: Wire<Stripe.PaymentIntentCaptureParams>, id: string): Intent {
  const intent = fetchPaymentIntent(world, id);
  if (intent.status !== "requires_capture") {
    throw invalidRequest(
      `This PaymentIntent could not be captured because it has a status of ${intent.status}.`,
      undefined,
      "payment_intent_unexpected_state",
    );
  }
  const amount = input.amount_to_capture ?? intent.amount_capturable;
  if (amount < 1 || amount > intent.amount_capturable)
    throw invalidRequest("The amount to capture is greater than the amount you can capture.", "amount_to_capture");
  return captureIntent(world, intent, amount);
}

function cancel(world: World, input: Wire<Stripe.PaymentIntentCancelParams>, id: string): Intent {
  const intent = fetchPaymentIntent(world, id);
  if (intent.status === "succeeded" || intent.status === "canceled" || intent.status === "processing") {
    throw invalidRequest(
      `You cannot cancel this PaymentIntent because it has a status of ${intent.status}.`,
      undefined,
      "payment_intent_unexpected_state",
    );
  }
  return cancelIntent(world, intent, input.cancellation_reason ?? null);
}

interface Session {
  offSession: boolean;
  returnUrl: string | null;
}

/** Whether the customer is present, and where they go after 3D Secure. `off_session` can also name a reason. */
function sessionOf(input: { off_session?: boolean | string; return_url?: string }): Session {
  return { offSession: Boolean(input.off_session), returnUrl: input.return_url ?? null };
}

/** @throws StripeFault 402 when the card is declined, after recording the attempt */
function confirm(world: World, intent: Intent, named: string | undefined, session: Session): Intent {
  if (intent.status === "succeeded" || intent.status === "canceled" || intent.status === "processing") {
    throw invalidRequest(
      `You cannot confirm this PaymentIntent because it has a status of ${intent.status}.`,
      undefined,
      "payment_intent_unexpected_state",
    );
  }
  const id = named ?? intent.payment_method;
  if (!id) {
    throw invalidRequest(
      "You cannot confirm this PaymentIntent because it's missing a payment method. Update the PaymentIntent with a payment method and then confirm it again.",
      undefined,
      "payment_intent_unexpected_state",
    );
  }
  const method = resolvePaymentMethod(world, id, "payment_method");
  if (!intent.payment_method_types.includes(method.type)) {
    throw invalidRequest(
      `The PaymentMethod provided (${method.type}) is not allowed for this PaymentIntent.`,
      "payment_method",
      "payment_intent_incompatible_payment_method",
    );
  }
  const outcome = chargeIntent(world, intent, method, { onSession: !session.offSession, ...session });
  if (outcome.kind === "declined") {
    throw new StripeFault(402, "card_error", outcome.decline.message, {
      code: outcome.decline.code,
      ...(outcome.decline.decline_code ? { decline_code: outcome.decline.decline_code } : {}),
      charge: outcome.intent.latest_charge ?? undefined,
      payment_intent: outcome.intent,
      payment_method: method,
    });
  }
  if (outcome.kind === "succeeded") applyPayment(world, outcome.intent);
  if (isAccepted(outcome) && intent.setup_future_usage !== null && intent.customer !== null) {
    attachPaymentMethod(world, method, intent.customer);
  }
  return outcome.intent;
}
