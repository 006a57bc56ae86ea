import type Stripe from "stripe";
import { fetchPrice } from "../../lookup/fetch";
import { fetchSellablePrice } from "../../lookup/sellable-price";
import { inlinePrice } from "../../objects/price-object";
import type { PublicTables } from "../../store/tables";
import { invalidRequest, noSuch, refuseUnsupported, StripeFault } from "../../wire/errors";
import { asJson, type Wire } from "../../wire/types";
import type { World } from "../../world";
import { nextPeriodEnd } from "../periods/cadence";
import { type CancelOptions, cancelSubscription } from "../subscriptions/cancel-subscription";
import { changeSubscription } from "../subscriptions/change-subscription";
import { createSubscription } from "../subscriptions/create-subscription";
import type { CreateInput, UpdateInput } from "../subscriptions/input";
import { startPeriod } from "../subscriptions/renew-subscription";
import { createInvoiceItem } from "./create-invoice-item";

type Invoice = PublicTables["invoice"];
type Subscription = PublicTables["subscription"];
type Input = Wire<Stripe.InvoiceCreatePreviewParams>;
type Details = NonNullable<Input["subscription_details"]>;

/**
 * The upcoming invoice: the change is actually made, the clock actually moves to the period's end, and then everything
 * is rolled back. So a preview can't differ from the real invoice.
 */
export function previewInvoice(world: World, input: Input): Invoice {
  refuseUnsupported(input, ["customer_details", "schedule", "schedule_details"]);
  const draft = world.store.dryRun(() => {
    addPreviewItems(world, input);
    return input.subscription === undefined ? previewNewSubscription(world, input) : previewChange(world, input);
  });
  return {
    ...draft,
    id: `upcoming_${draft.id}`,
    attempt_count: 0,
    attempted: false,
    auto_advance: true,
    automatically_finalizes_at: null,
    billing_reason: draft.billing_reason === "subscription_cycle" ? "upcoming" : draft.billing_reason,
    hosted_invoice_url: null,
    invoice_pdf: null,
    next_payment_attempt: draft.collection_method === "charge_automatically" ? draft.created + 3600 : null,
    number: null,
    status: "draft",
    webhooks_delivered_at: null,
  };
}

/** Creates the invoice items that exist only in the preview. */
function addPreviewItems(world: World, input: Input): void {
  const subscription = world.store.get("subscription", input.subscription ?? "");
  const customer = subscription?.customer ?? input.customer ?? "";
  (input.invoice_items ?? []).forEach((item, index) => {
    refuseUnsupported(
      item,
      ["invoiceitem", "tax_behavior", "tax_code", "unit_amount_decimal"],
      `invoice_items[${index}]`,
    );
    const { amount, currency, description, discountable, discounts, period, price, price_data, quantity } = item;
    const priced = price_data ? inlinePrice(world, price_data).id : price;
    createInvoiceItem(
      world,
      withoutUndefined({
        amount: amount ?? (priced === undefined ? (item.unit_amount ?? 0) * (quantity ?? 1) : undefined),
        currency: currency ?? subscription?.currency,
        customer,
        description,
        discountable,
        discounts,
        period,
        pricing: priced === undefined ? undefined : { price: priced },
        quantity,
        subscription: subscription?.id,
        tax_rates: item.tax_rates || undefined,
      }),
      price_data ? fetchPrice : fetchSellablePrice,
    );
  });
}

function previewChange(world: World, input: Input): Invoice {
  const subscription = world.store.get("subscription", input.subscription ?? "");
  if (!subscription) throw noSuch("subscription", input.subscription ?? "", "subscription");
  const details = input.subscription_details;
  if (details?.cancel_now) return previewCancellation(world, subscription, details);
  const { subscription: changed, draft } = changeSubscription(world, subscription, toUpdateInput(input, details));
  if (draft) return draft;
  if (changed.cancel_at_period_end || (changed.cancel_at !== null && changed.cancel_at <= nextPeriodEnd(changed)))
    return lastInvoice(world, changed, {}, changed.cancel_at ?? nextPeriodEnd(changed));
  return world.clock.runAt(nextPeriodEnd(changed), () => startPeriod(world, changed));
}

function toUpdateInput(input: Input, details: Details | undefined): UpdateInput {
  const {
    items,
    proration_behavior,
    proration_date,
    trial_end,
    cancel_at,
    cancel_at_period_end,
    billing_cycle_anchor,
  } = details ?? {};
  if (billing_cycle_anchor?.timestamp !== undefined)
    throw invalidRequest(
      "Only `now` and `unchanged` are allowed for an existing subscription.",
      "subscription_details[billing_cycle_anchor]",
    );
  const params = {
    items,
    proration_behavior,
    proration_date,
    trial_end,
    cancel_at,
    cancel_at_period_end,
    discounts: input.discounts,
    default_tax_rates: details?.default_tax_rates,
  };
  const anchor =
    billing_cycle_anchor === undefined ? {} : { billing_cycle_anchor: { type: billing_cycle_anchor.type } };
  return withoutUndefined({ ...params, ...anchor });
}

function previewCancellation(world: World, subscription: Subscription, details: Details): Invoice {
  return lastInvoice(world, subscription, { prorate: details.proration_behavior !== "none" }, world.clock.now());
}

/** The final invoice of a subscription. */
function lastInvoice(world: World, subscription: Subscription, options: CancelOptions, at: number): Invoice {
  const ended = world.clock.runAt(at, () => cancelSubscription(world, subscription, { ...options, invoiceNow: true }));
  const invoice = world.store.get("invoice", ended.latest_invoice ?? "");
  if (!invoice || ended.latest_invoice === subscription.latest_invoice) throw noUpcomingInvoice(subscription.customer);
  return invoice;
}

function noUpcomingInvoice(customer: string): StripeFault {
  return new StripeFault(404, "invalid_request_error", `No upcoming invoices for customer: '${customer}'`, {
    code: "invoice_upcoming_none",
  });
}

function previewNewSubscription(world: World, input: Input): Invoice {
  const { items, trial_end, proration_behavior, billing_cycle_anchor, metadata, cancel_at, billing_mode } =
    input.subscription_details ?? {};
  if (!items || input.customer === undefined) {
    throw noUpcomingInvoice(input.customer ?? "");
  }
  const params: CreateInput = withoutUndefined({
    customer: input.customer,
    items: items.map(({ price, quantity, price_data, discounts, tax_rates }) =>
      withoutUndefined({ price, quantity, price_data, discounts, tax_rates }),
    ),
    discounts: input.discounts,
    trial_end,
    proration_behavior,
    metadata,
    cancel_at: cancel_at ?? undefined,
    billing_mode,
    default_tax_rates: input.subscription_details?.default_tax_rates,
    billing_cycle_anchor: billing_cycle_anchor?.timestamp,
    payment_behavior: "default_incomplete",
  });
  const { subscription, invoice } = createSubscription(world, params);
  return invoice ?? world.clock.runAt(nextPeriodEnd(subscription), () => startPeriod(world, subscription));
}

function withoutUndefined<T extends object>(input: T): T {
  const entries = Object.entries(asJson(input)).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as T;
}
