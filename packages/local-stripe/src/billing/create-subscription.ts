import type Stripe from "stripe";
import { emit } from "../events/emit";
import { fetchCustomer } from "../resources/customers";
import { inlinePrice } from "../resources/inline-price";
import { mergeMetadata } from "../resources/metadata";
import { fetchPaymentMethod } from "../resources/payment-methods";
import { fetchPrice } from "../resources/prices";
import { newItem, newSubscription } from "../resources/subscription-object";
import type { PublicTables } from "../store/tables";
import { invalid, unsupported } from "../wire/errors";
import type { Wire } from "../wire/types";
import type { World } from "../world";
import { addedInvoiceItems } from "./added-invoice-items";
import { isMetered, nextPeriodEnd } from "./cadence";
import { isAccepted } from "./charge";
import { redeem } from "./discounts";
import { draftInvoice } from "./draft-invoice";
import { finalizeInvoice } from "./finalize-invoice";
import { type Attempt, payInvoice, payingMethod } from "./pay-invoice";
import { licensedLines, periodFrom, trialLine } from "./period-lines";
import { refusal } from "./refusal";
import { scheduleCancel, scheduleSubscription } from "./schedule-work";
import { afterDiscountUse } from "./settle-subscription";
import { namedTaxRates } from "./taxes";
import { cancelTime, trialEndOf } from "./terms";

type Subscription = PublicTables["subscription"];
type Invoice = PublicTables["invoice"];
export type CreateInput = Wire<Stripe.SubscriptionCreateParams>;

export interface CreateOptions {
  /** The customer is in front of a page, so a challenge can be shown. */
  onSession?: boolean;
  authenticated?: boolean;
  checkoutSession?: string;
  /** Begun by a schedule, with nobody there who could be asked for a card. */
  scheduled?: boolean;
}

export interface Created {
  subscription: Subscription;
  invoice: Invoice;
  /** Null when there was nothing to collect, or nothing to collect with yet. */
  attempt: Attempt | null;
}

/** A subscription with its first invoice, paid if it can be paid. */
export function createSubscription(world: World, input: CreateInput, options: CreateOptions = {}): Created {
  unsupported(input, [
    "backdate_start_date",
    "billing_schedules",
    "billing_thresholds",
    "transfer_data",
    "on_behalf_of",
    "billing_cycle_anchor_config",
    "pending_invoice_item_interval",
    "application_fee_percent",
  ]);
  const customer = fetchCustomer(world, input.customer ?? "", "customer");
  if (input.default_payment_method) fetchPaymentMethod(world, input.default_payment_method, "default_payment_method");
  if (customer.test_clock) checkRoom(world, customer.id);
  const begun = begin(world, input, customer.id, options);
  const draft = firstDraft(world, begun, input);
  world.store.put("subscription", { ...afterDiscountUse(world, begun, draft), latest_invoice: draft.id });
  return collectFirst(world, begun.id, draft, input, options);
}

function checkRoom(world: World, customer: string): void {
  const running = world.store.where("subscription", "customer", customer).filter((row) => row.ended_at === null);
  if (running.length >= 3) throw invalid("A customer on a test clock can have at most 3 subscriptions.", "customer");
}

function begin(world: World, input: CreateInput, customer: string, options: CreateOptions): Subscription {
  const now = world.clock.now();
  const id = world.ids.next("sub");
  const wanted = wantedItems(world, input);
  const [first] = wanted;
  if (!first) throw invalid("Missing required param: items.", "items", "parameter_missing");
  const trialEnd = trialEndOf(input, first.price, now);
  const anchor = input.billing_cycle_anchor ?? trialEnd ?? now;
  if (input.billing_cycle_anchor !== undefined && input.billing_cycle_anchor < now) {
    throw invalid("The billing cycle anchor cannot be in the past.", "billing_cycle_anchor");
  }
  const items = wanted.map((item) =>
    newItem(world, id, item, trialEnd === null ? periodFrom(anchor, item, now) : { start: now, end: trialEnd }),
  );
  const subscription = newSubscription(world, input, customer, {
    id,
    currency: first.price.currency,
    anchor,
    trialEnd,
    items,
  });
  const discounts = redeem(world, input.discounts || [], {
    customer,
    subscription: id,
    checkoutSession: options.checkoutSession ?? null,
  });
  const cancel_at = cancelTime(subscription, input.cancel_at);
  return world.store.put("subscription", {
    ...subscription,
    discounts,
    cancel_at: input.cancel_at_period_end ? nextPeriodEnd(subscription) : cancel_at,
    canceled_at: cancel_at === null ? subscription.canceled_at : now,
  });
}

function wantedItems(world: World, input: CreateInput) {
  const items = (input.items ?? []).map((item, index) => ({
    price: item.price_data
      ? inlinePrice(world, item.price_data)
      : fetchPrice(world, item.price ?? item.plan ?? "", `items[${index}][price]`),
    quantity: item.quantity,
    metadata: mergeMetadata({}, item.metadata),
    taxRates: namedTaxRates(world, item.tax_rates, `items[${index}][tax_rates]`),
  }));
  if (items.length > 20) throw invalid("A subscription can have at most 20 items.", "items");
  (input.items ?? []).forEach((item, index) => {
    unsupported(item, ["billing_thresholds", "discounts"], `items[${index}]`);
  });
  items.forEach(({ price, quantity }, index) => {
    if (!price.active)
      throw invalid(
        `The price specified is inactive. This field only accepts active prices.`,
        `items[${index}][price]`,
      );
    if (price.currency !== items[0]?.price.currency) {
      throw invalid("All prices on a subscription must have the same currency.", `items[${index}][price]`);
    }
    if (isMetered(price) && quantity !== undefined) {
      throw invalid(
        "Quantity should not be specified where usage_type is `metered`. Remove quantity from items.",
        `items[${index}][quantity]`,
      );
    }
  });
  return items;
}

function firstDraft(world: World, subscription: Subscription, input: CreateInput): Invoice {
  const now = world.clock.now();
  const prorated = input.proration_behavior !== "none";
  const lines = subscription.items.data.flatMap((item) =>
    subscription.status === "trialing"
      ? [trialLine(world, subscription, item)]
      : licensedLines(world, subscription, item, prorated),
  );
  return draftInvoice(world, {
    customer: subscription.customer,
    subscription,
    reason: "subscription_create",
    currency: subscription.currency,
    lines: [...lines, ...addedInvoiceItems(world, subscription, input.add_invoice_items ?? [])],
    withPending: true,
    period: { start: now, end: now },
    discounts: subscription.discounts,
    autoAdvance: true,
  });
}

function collectFirst(world: World, id: string, draft: Invoice, input: CreateInput, options: CreateOptions): Created {
  if (input.collection_method === "send_invoice") {
    world.due.schedule("invoice.finalize", draft.id, world.clock.now() + 3600);
    return announce(world, id, draft, null, "active");
  }
  if (options.scheduled && !payingMethod(world, draft)) {
    world.due.schedule("invoice.finalize", draft.id, world.clock.now() + 3600);
    return announce(world, id, draft, null, "active");
  }
  const invoice = finalizeInvoice(world, draft);
  if (invoice.status === "paid") return announce(world, id, invoice, null, "active");
  if (input.payment_behavior === "default_incomplete") return announce(world, id, invoice, null, "incomplete");
  if (!payingMethod(world, invoice)) {
    throw invalid(
      "This customer has no attached payment source or default payment method. Please consider adding a default payment method. For more information, visit https://stripe.com/docs/billing/subscriptions/payment-methods-setting#payment-method-priority.",
      undefined,
      "resource_missing",
    );
  }
  const { onSession = !(input.off_session ?? false), authenticated } = options;
  const paid = payInvoice(world, invoice, { automatic: true, onSession, authenticated });
  if (!isAccepted(paid.attempt) && input.payment_behavior === "error_if_incomplete")
    throw refusal(paid.attempt);
  return announce(world, id, paid.invoice, paid.attempt, isAccepted(paid.attempt) ? "active" : "incomplete");
}

function announce(
  world: World,
  id: string,
  invoice: Invoice,
  attempt: Attempt | null,
  outcome: "active" | "incomplete",
): Created {
  const begun = world.store.get("subscription", id);
  if (!begun) throw new Error(`Subscription ${id} vanished while it was made`);
  const status = begun.status === "trialing" && outcome === "active" ? "trialing" : outcome;
  const subscription = world.store.put("subscription", { ...begun, status });
  scheduleSubscription(world, subscription);
  scheduleCancel(world, subscription);
  if (status === "incomplete") world.due.schedule("subscription.expire", id, subscription.created + 23 * 3600);
  emit(world, "customer.subscription.created", subscription);
  return { subscription, invoice, attempt };
}
