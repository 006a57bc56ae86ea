import type Stripe from "stripe";
import { periodEnd, periodStart } from "./stripe-shapes";

/** One price in a phase, as Stripe sends it with `phases.items.price` expanded. */
function phaseItem(price: Stripe.Price, quantity?: number): Stripe.SubscriptionSchedule.Phase.Item {
  return {
    billing_thresholds: null,
    discounts: [],
    metadata: {},
    plan: price.id,
    price,
    ...(quantity === undefined ? {} : { quantity }),
  };
}

export function stripePhase(
  prices: readonly { price: Stripe.Price; quantity?: number }[],
  given: Partial<Stripe.SubscriptionSchedule.Phase> = {},
): Stripe.SubscriptionSchedule.Phase {
  return {
    add_invoice_items: [],
    application_fee_percent: null,
    billing_cycle_anchor: null,
    billing_thresholds: null,
    collection_method: null,
    currency: "usd",
    default_payment_method: null,
    description: null,
    discounts: [],
    end_date: periodEnd,
    invoice_settings: null,
    items: prices.map(({ price, quantity }) => phaseItem(price, quantity)),
    metadata: {},
    on_behalf_of: null,
    proration_behavior: "none",
    start_date: periodStart,
    transfer_data: null,
    trial_end: null,
    ...given,
  };
}

/** A schedule whose first phase is the current one. */
export function stripeSchedule(
  phases: Stripe.SubscriptionSchedule.Phase[],
  given: Partial<Stripe.SubscriptionSchedule> = {},
): Stripe.SubscriptionSchedule {
  return {
    id: "sub_sched_1",
    object: "subscription_schedule",
    application: null,
    billing_mode: { flexible: null, type: "flexible" },
    canceled_at: null,
    completed_at: null,
    created: periodStart,
    current_phase: { start_date: periodStart, end_date: periodEnd },
    customer: "cus_1",
    customer_account: null,
    default_settings: {
      application_fee_percent: null,
      billing_cycle_anchor: "automatic",
      billing_thresholds: null,
      collection_method: null,
      default_payment_method: null,
      description: null,
      invoice_settings: {
        account_tax_ids: null,
        custom_fields: null,
        days_until_due: null,
        description: null,
        footer: null,
        issuer: { type: "self" },
      },
      on_behalf_of: null,
      transfer_data: null,
    },
    end_behavior: "release",
    livemode: false,
    metadata: {},
    pause_schedules: [],
    phases,
    released_at: null,
    released_subscription: null,
    status: "active",
    subscription: "sub_1",
    test_clock: null,
    ...given,
  };
}
