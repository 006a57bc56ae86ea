import type Stripe from "stripe";
import type { Item } from "../billing/periods/cadence";
import { fetchTaxRates } from "../billing/taxes/taxes";
import type { PublicTables } from "../store/tables";
import { embeddedList, type Wire } from "../wire/types";
import type { World } from "../world";
import { mergeMetadata } from "./metadata";
import { planOf } from "./plan-object";

type Subscription = PublicTables["subscription"];
type Price = PublicTables["price"];

export function newItem(
  world: World,
  subscription: string,
  input: { price: Price; quantity: number | undefined; metadata?: Stripe.Metadata; taxRates?: Item["tax_rates"] },
  period: { start: number; end: number },
): Item {
  const metered = input.price.recurring?.usage_type === "metered";
  return {
    id: world.ids.next("si", 14),
    object: "subscription_item",
    billing_thresholds: null,
    created: world.clock.now(),
    current_period_end: period.end,
    current_period_start: period.start,
    current_trial: null,
    discounts: [],
    metadata: input.metadata ?? {},
    plan: planOf(input.price),
    price: input.price,
    ...(metered ? {} : { quantity: input.quantity ?? 1 }),
    subscription,
    tax_rates: input.taxRates ?? [],
  };
}

interface NewSubscription {
  id: string;
  currency: string;
  anchor: number;
  trialEnd: number | null;
  items: Item[];
}

/** A new subscription, before its first payment. */
export function newSubscription(
  world: World,
  input: Wire<Stripe.SubscriptionCreateParams>,
  customer: string,
  { id, currency, anchor, trialEnd, items }: NewSubscription,
): Subscription {
  const now = world.clock.now();
  const sending = input.collection_method === "send_invoice";
  return {
    id,
    object: "subscription",
    application: null,
    application_fee_percent: null,
    automatic_tax: {
      disabled_reason: null,
      enabled: input.automatic_tax?.enabled ?? false,
      liability: input.automatic_tax?.enabled ? { type: "self" } : null,
    },
    billing_cycle_anchor: anchor,
    billing_cycle_anchor_config: anchorConfig(input.billing_cycle_anchor_config),
    billing_mode: billingMode(input.billing_mode),
    billing_schedules: [],
    billing_thresholds: null,
    cancel_at: null,
    cancel_at_period_end: input.cancel_at_period_end ?? false,
    canceled_at: input.cancel_at_period_end ? now : null,
    cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
    collection_method: sending ? "send_invoice" : "charge_automatically",
    created: now,
    currency,
    customer,
    customer_account: null,
    days_until_due: sending ? (input.days_until_due ?? 30) : null,
    default_payment_method: input.default_payment_method ?? null,
    default_source: null,
    default_tax_rates: fetchTaxRates(world, input.default_tax_rates, "default_tax_rates"),
    description: input.description ?? null,
    discounts: [],
    ended_at: null,
    invoice_settings: {
      account_tax_ids: null,
      custom_fields: null,
      description: null,
      footer: null,
      issuer: { type: "self" },
    },
    items: embeddedList(`/v1/subscription_items?subscription=${id}`, items),
    latest_invoice: null,
    livemode: false,
    managed_payments: null,
    metadata: mergeMetadata({}, input.metadata),
    next_pending_invoice_item_invoice: null,
    on_behalf_of: null,
    pause_collection: null,
    payment_settings: {
      payment_method_options: null,
      payment_method_types: null,
      save_default_payment_method: input.payment_settings?.save_default_payment_method ?? "off",
    },
    pending_invoice_item_interval: null,
    pending_setup_intent: null,
    pending_update: null,
    schedule: null,
    start_date: input.backdate_start_date ?? now,
    status: trialEnd === null ? "incomplete" : "trialing",
    test_clock: world.clock.testClock(),
    transfer_data: null,
    trial_end: trialEnd,
    trial_settings: {
      end_behavior: {
        billing_cycle_anchor: null,
        missing_payment_method: input.trial_settings?.end_behavior?.missing_payment_method ?? "create_invoice",
      },
    },
    trial_start: trialEnd === null ? null : now,
  };
}

function anchorConfig(
  input: Wire<Stripe.SubscriptionCreateParams.BillingCycleAnchorConfig> | undefined,
): Subscription["billing_cycle_anchor_config"] {
  if (!input) return null;
  const { day_of_month, month = null, hour = null, minute = null, second = null } = input;
  return { day_of_month, month, hour, minute, second };
}

/** Flexible is the default since 2025-09-30. */
export function billingMode(
  input: Wire<Stripe.SubscriptionCreateParams.BillingMode> | undefined,
): Subscription["billing_mode"] {
  if (input?.type === "classic") return { flexible: null, type: "classic" };
  return { flexible: { proration_discounts: input?.flexible?.proration_discounts ?? "included" }, type: "flexible" };
}
