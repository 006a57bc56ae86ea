import type Stripe from "stripe";
import type { PublicTables } from "../store/tables";
import type { World } from "../world";

type Schedule = PublicTables["subscription_schedule"];
type Phase = Schedule["phases"][number];

interface PhaseItemTerms {
  quantity?: number | undefined;
  metadata: Stripe.Metadata;
  discounts?: Phase["discounts"];
  taxRates?: PublicTables["tax_rate"][];
  billing_thresholds?: Phase["items"][number]["billing_thresholds"];
}

export function phaseItem(price: string, terms: PhaseItemTerms): Phase["items"][number] {
  const { quantity, metadata, discounts = [], taxRates = [], billing_thresholds = null } = terms;
  return {
    billing_thresholds,
    discounts,
    metadata,
    plan: price,
    price,
    ...(quantity === undefined ? {} : { quantity }),
    tax_rates: taxRates,
  };
}

/** A subscription's items as a phase has them. */
export function itemsOfSubscription(subscription: PublicTables["subscription"]): Phase["items"] {
  return subscription.items.data.map((item) =>
    phaseItem(item.price.id, {
      quantity: item.quantity,
      metadata: item.metadata,
      discounts: phaseDiscounts(item.discounts.map((discount) => ({ discount }))),
      taxRates: item.tax_rates ?? [],
      billing_thresholds: item.billing_thresholds,
    }),
  );
}

interface DiscountInput {
  coupon?: string;
  discount?: string;
  promotion_code?: string;
}

/** A phase's discounts, stored as given and redeemed when the phase starts. */
export function phaseDiscounts(inputs: readonly DiscountInput[] | "" | null | undefined): Phase["discounts"] {
  return (inputs || []).map(({ coupon, discount, promotion_code }) => ({
    coupon: coupon ?? null,
    discount: discount ?? null,
    promotion_code: promotion_code ?? null,
  }));
}

export function emptyPhase(currency: string): Omit<Phase, "start_date" | "end_date" | "items"> {
  return {
    add_invoice_items: [],
    application_fee_percent: null,
    billing_cycle_anchor: null,
    billing_thresholds: null,
    collection_method: null,
    currency,
    default_payment_method: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    invoice_settings: null,
    metadata: {},
    on_behalf_of: null,
    proration_behavior: "create_prorations",
    transfer_data: null,
    trial_end: null,
  };
}

export function emptySchedule(world: World, customer: string): Schedule {
  return {
    id: world.ids.next("sub_sched"),
    object: "subscription_schedule",
    application: null,
    billing_mode: { flexible: { proration_discounts: "included" }, type: "flexible" },
    canceled_at: null,
    completed_at: null,
    created: world.clock.now(),
    current_phase: null,
    customer,
    customer_account: null,
    default_settings: {
      application_fee_percent: null,
      automatic_tax: { disabled_reason: null, enabled: false, liability: null },
      billing_cycle_anchor: "automatic",
      billing_thresholds: null,
      collection_method: "charge_automatically",
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
    phases: [],
    released_at: null,
    released_subscription: null,
    status: "not_started",
    subscription: null,
    test_clock: world.clock.testClock(),
  };
}
