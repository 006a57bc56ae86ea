import { isHardDecline, nextRetry } from "../../engine/dunning";
import { emit } from "../../events/emit";
import { invoiceSubscription } from "../../objects/invoice-object";
import type { PublicTables } from "../../store/tables";
import { invalidRequest } from "../../wire/errors";
import type { World } from "../../world";
import { type ChargeOptions, chargeIntent } from "../payments/charge-intent";
import type { ChargeOutcome, PaymentAttempt } from "../payments/outcome";
import { paymentIntentOf } from "./finalize-invoice";
import { markPaid } from "./mark-paid";

type Invoice = PublicTables["invoice"];
type PaymentMethod = PublicTables["payment_method"];

export interface PayOptions extends ChargeOptions {
  paymentMethod?: PaymentMethod;
  /** An automatic attempt, which counts toward the retry schedule. */
  automatic: boolean;
}

/** One attempt to pay an open invoice. `collectInvoice` also updates its subscription. */
export function payInvoice(
  world: World,
  invoice: Invoice,
  options: PayOptions,
): { invoice: Invoice; attempt: PaymentAttempt } {
  const intent = paymentIntentOf(world, invoice);
  if (invoice.status !== "open" || !intent)
    throw invalidRequest("Invoice is already paid", undefined, "invoice_already_paid");
  const method = options.paymentMethod ?? paymentMethodFor(world, invoice);
  const attempt: PaymentAttempt = !method
    ? { kind: "no_payment_method" }
    : ((options.automatic ? hardDecline(intent, method) : null) ?? chargeIntent(world, intent, method, options));
  if (attempt.kind === "succeeded")
    return { invoice: markPaid(world, withAttempt(invoice, options), attempt.intent), attempt };
  if (attempt.kind === "processing")
    return { invoice: world.store.put("invoice", withAttempt(invoice, options)), attempt };
  return { invoice: recordFailure(world, invoice, options, attempt), attempt };
}

/** After a hard decline, automatic attempts on the same card are counted but make no charge. */
function hardDecline(intent: PublicTables["payment_intent"], method: PaymentMethod): ChargeOutcome | null {
  const error = intent.last_payment_error;
  if (!isHardDecline(error?.decline_code) || error?.payment_method?.id !== method.id) return null;
  const decline = {
    code: error.code ?? "card_declined",
    decline_code: error.decline_code ?? null,
    message: error.message ?? "",
  };
  return { kind: "declined", intent, decline };
}

/** Records a failed attempt: the invoice stays open, and a retry is scheduled if any is left. */
export function recordFailure(world: World, invoice: Invoice, options: PayOptions, attempt: PaymentAttempt): Invoice {
  const failed = world.store.put("invoice", afterFailure(world, invoice, options, attempt));
  if (attempt.kind === "requires_action") emit(world, "invoice.payment_action_required", failed);
  emit(world, "invoice.payment_failed", failed);
  return failed;
}

/** Priority: the invoice's payment method, the subscription's, the customer's default. */
export function paymentMethodFor(world: World, invoice: Invoice): PaymentMethod | undefined {
  const subscription = world.store.get("subscription", invoiceSubscription(invoice) ?? "");
  const own = world.store.get("payment_method", invoice.default_payment_method ?? "");
  return (
    own ??
    defaultPaymentMethod(world, {
      customer: invoice.customer ?? "",
      default_payment_method: subscription?.default_payment_method ?? null,
    })
  );
}

/** The payer's own payment method, or the customer's default payment method or source, if it is still attached. */
export function defaultPaymentMethod(
  world: World,
  payer: { customer: string; default_payment_method: string | null },
): PaymentMethod | undefined {
  const customer = world.store.get("customer", payer.customer);
  const id =
    payer.default_payment_method ?? customer?.invoice_settings.default_payment_method ?? customer?.default_source ?? "";
  const method = world.store.get("payment_method", id);
  return method?.customer === payer.customer ? method : undefined;
}

function withAttempt(invoice: Invoice, options: PayOptions): Invoice {
  const counts = options.automatic || invoice.attempt_count === 0;
  return { ...invoice, attempted: true, attempt_count: invoice.attempt_count + (counts ? 1 : 0) };
}

function afterFailure(world: World, before: Invoice, options: PayOptions, attempt: PaymentAttempt): Invoice {
  const invoice = withAttempt(before, options);
  const firstInvoice = invoice.billing_reason === "subscription_create";
  const retries = invoice.auto_advance && !firstInvoice && attempt.kind !== "requires_action";
  const started = invoice.status_transitions.finalized_at ?? world.clock.now();
  const planned = retries ? nextRetry(started, invoice.attempt_count, world.settings.dunning.retryDays) : null;
  // An invoice first attempted long after its finalization doesn't use up all its retries immediately.
  const next = planned === null ? null : Math.max(planned, world.clock.now() + 3600);
  if (next === null) world.tasks.cancel("invoice.retry", invoice.id);
  else world.tasks.schedule("invoice.retry", invoice.id, next);
  return { ...invoice, next_payment_attempt: next };
}
