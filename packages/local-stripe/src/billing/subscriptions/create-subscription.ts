import { emit } from "../../events/emit";
import { fetchCustomer, fetchPaymentMethod } from "../../lookup/fetch";
import type { PublicTables } from "../../store/tables";
import { invalidRequest, refuseUnsupported } from "../../wire/errors";
import type { World } from "../../world";
import { setCurrency } from "../customers/currency";
import { addedInvoiceItems } from "../invoices/added-invoice-items";
import { withoutUsedDiscounts } from "../invoices/collect-invoice";
import { draftInvoice, pendingItems } from "../invoices/draft-invoice";
import { finalizeInvoice } from "../invoices/finalize-invoice";
import type { LineInput } from "../invoices/line";
import { payInvoice, paymentMethodFor } from "../invoices/pay-invoice";
import { licensedLines, meteredZeroLine, trialLine } from "../invoices/period-lines";
import { isAccepted, type PaymentAttempt, paymentRequired } from "../payments/outcome";
import { type Item, isMetered } from "../periods/cadence";
import { backdatedLines } from "../proration/backdated-lines";
import { requireTaxLocation } from "../taxes/automatic";
import { buildSubscription } from "./build-subscription";
import type { CreateInput } from "./input";
import { scheduleCancel, scheduleSubscription } from "./schedule-tasks";
import { checkDaysUntilDue } from "./subscription-settings";

type Subscription = PublicTables["subscription"];
type Invoice = PublicTables["invoice"];

export interface CreateOptions {
  /** The customer is on a page, so 3D Secure can be shown. */
  onSession?: boolean;
  authenticated?: boolean;
  checkoutSession?: string;
  /** Created by a schedule, with no customer present to add a card. */
  scheduled?: boolean;
}

export interface Created {
  subscription: Subscription;
  /** Null if there is nothing to invoice yet. */
  invoice: Invoice | null;
  /** Null if there was nothing to pay, or no payment was attempted. */
  attempt: PaymentAttempt | null;
}

/** Creates a subscription with its first invoice and tries to pay it. */
export function createSubscription(world: World, input: CreateInput, options: CreateOptions = {}): Created {
  refuseUnsupported(input, [
    "billing_schedules",
    "transfer_data",
    "on_behalf_of",
    "pending_invoice_item_interval",
    "application_fee_percent",
  ]);
  checkDaysUntilDue(input.collection_method, input.days_until_due);
  const customer = fetchCustomer(world, input.customer ?? "", "customer");
  if (input.default_payment_method) fetchPaymentMethod(world, input.default_payment_method, "default_payment_method");
  if (input.automatic_tax?.enabled) requireTaxLocation(customer);
  if (customer.test_clock) checkTestClockLimit(world, customer.id);
  const started = buildSubscription(world, input, customer.id, options);
  setCurrency(world, customer.id, started.currency);
  const draft = draftFirstInvoice(world, started, input);
  if (!draft) return saveCreated(world, started.id, null, null, "active");
  world.store.put("subscription", { ...withoutUsedDiscounts(world, started, draft), latest_invoice: draft.id });
  return collectFirstInvoice(world, started.id, draft, input, options);
}

function checkTestClockLimit(world: World, customer: string): void {
  const running = world.store.where("subscription", "customer", customer).filter((row) => row.ended_at === null);
  if (running.length >= 3)
    throw invalidRequest("A customer on a test clock can have at most 3 subscriptions.", "customer");
}

/**
 * Null if there is nothing to invoice: flexible billing then creates no invoice (…/billing-mode/compare, "Usage-based
 * pricing").
 */
function draftFirstInvoice(world: World, subscription: Subscription, input: CreateInput): Invoice | null {
  const now = world.clock.now();
  const prorated = input.proration_behavior !== "none";
  const lines = [
    ...subscription.items.data.flatMap((item) => firstLines(world, subscription, item, prorated)),
    ...addedInvoiceItems(world, subscription, input.add_invoice_items ?? []),
  ];
  const pending = pendingItems(world, subscription.customer, subscription.id, subscription.currency);
  const empty = lines.length === 0 && pending.length === 0;
  if (empty && subscription.billing_mode.type === "flexible") return null;
  return draftInvoice(world, {
    customer: subscription.customer,
    subscription,
    reason: "subscription_create",
    currency: subscription.currency,
    lines,
    withPending: true,
    period: { start: now, end: now },
    discounts: subscription.discounts,
    autoAdvance: true,
  });
}

function firstLines(world: World, subscription: Subscription, item: Item, prorated: boolean): LineInput[] {
  const past = prorated ? backdatedLines(world, subscription, item) : [];
  if (subscription.status === "trialing") return [...past, trialLine(world, subscription, item)];
  if (subscription.billing_mode.type === "classic") {
    if (isMetered(item.price)) return [meteredZeroLine(world, subscription, item)];
    // Classic billing has one line from the backdated start to the anchor, which covers the whole first period.
    if (past.length > 0 && item.current_period_start < world.clock.now()) return past;
  }
  return [...past, ...licensedLines(world, subscription, item, prorated)];
}

function collectFirstInvoice(
  world: World,
  id: string,
  draft: Invoice,
  input: CreateInput,
  options: CreateOptions,
): Created {
  if (input.collection_method === "send_invoice") {
    world.tasks.schedule("invoice.finalize", draft.id, world.clock.now() + 3600);
    return saveCreated(world, id, draft, null, "active");
  }
  if (options.scheduled && !paymentMethodFor(world, draft)) {
    world.tasks.schedule("invoice.finalize", draft.id, world.clock.now() + 3600);
    return saveCreated(world, id, draft, null, "active");
  }
  const invoice = finalizeInvoice(world, draft);
  if (invoice.status === "paid") return saveCreated(world, id, invoice, null, "active");
  if (input.payment_behavior === "default_incomplete") return saveCreated(world, id, invoice, null, "incomplete");
  if (!paymentMethodFor(world, invoice)) {
    throw invalidRequest(
      "This customer has no attached payment source or default payment method. Please consider adding a default payment method. For more information, visit https://stripe.com/docs/billing/subscriptions/payment-methods-setting#payment-method-priority.",
      undefined,
      "resource_missing",
    );
  }
  const { onSession = !(input.off_session ?? false), authenticated } = options;
  const paid = payInvoice(world, invoice, { automatic: true, onSession, authenticated });
  if (!isAccepted(paid.attempt) && input.payment_behavior === "error_if_incomplete")
    throw paymentRequired(paid.attempt);
  return saveCreated(world, id, paid.invoice, paid.attempt, isAccepted(paid.attempt) ? "active" : "incomplete");
}

function saveCreated(
  world: World,
  id: string,
  invoice: Invoice | null,
  attempt: PaymentAttempt | null,
  outcome: "active" | "incomplete",
): Created {
  const started = world.store.get("subscription", id);
  if (!started) throw new Error(`Subscription ${id} disappeared while it was being created`);
  const status = started.status === "trialing" && outcome === "active" ? "trialing" : outcome;
  const subscription = world.store.put("subscription", { ...started, status });
  scheduleSubscription(world, subscription);
  scheduleCancel(world, subscription);
  if (status === "incomplete") world.tasks.schedule("subscription.expire", id, subscription.created + 23 * 3600);
  emit(world, "customer.subscription.created", subscription);
  return { subscription, invoice, attempt };
}
