import type Stripe from "stripe";
import { fetchCustomer, fetchPrice, fetchSchedule } from "../../lookup/fetch";
import { fetchSellablePrice } from "../../lookup/sellable-price";
import { inlinePrice } from "../../objects/price-object";
import type { PublicTables } from "../../store/tables";
import { invalidRequest, noSuch, refuseUnsupported, StripeFault } from "../../wire/errors";
import { asJson, type Wire } from "../../wire/types";
import type { World } from "../../world";
import { removeCustomerDiscount } from "../customers/customer-discount";
import { redeem } from "../discounts/discounts";
import { nextPeriodEnd } from "../periods/cadence";
import { createSchedule, updateSchedule } from "../schedules/edit-schedule";
import { enterPhase } from "../schedules/run-schedule";
import { type CancelOptions, cancelSubscription } from "../subscriptions/cancel-subscription";
import { changeSubscription } from "../subscriptions/change-subscription";
import { createSubscription } from "../subscriptions/create-subscription";
import type { CreateInput, UpdateInput } from "../subscriptions/input";
import { startPeriod } from "../subscriptions/renew-subscription";
import { createInvoiceItem } from "./create-invoice-item";
import { draftInvoice } from "./draft-invoice";

type Invoice = PublicTables["invoice"];
type Subscription = PublicTables["subscription"];
type Input = Wire<Stripe.InvoiceCreatePreviewParams>;
type Details = NonNullable<Input["subscription_details"]>;

/**
 * The upcoming invoice: the change is actually made, the clock actually moves to the period's end, and then everything
 * is rolled back. So a preview can't differ from the real invoice.
 */
export function previewInvoice(world: World, input: Input): Invoice {
  refuseUnsupported(input, ["customer_details"]);
  checkCombination(input);
  const draft = world.store.dryRun(() => {
    if (input.discounts === "") withoutInherited(world, input);
    addPreviewItems(world, input);
    if (input.subscription !== undefined) return previewChange(world, input);
    if (input.schedule !== undefined || input.schedule_details?.phases) return previewSchedule(world, input);
    return input.subscription_details?.items ? previewNewSubscription(world, input) : previewItems(world, input);
  });
  return {
    ...draft,
    id: `upcoming_${draft.id}`,
    amount_paid: 0,
    amount_remaining: draft.amount_due,
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
    status_transitions: { finalized_at: null, marked_uncollectible_at: null, paid_at: null, voided_at: null },
    webhooks_delivered_at: null,
  };
}

/** With an empty `discounts`, the invoice doesn't inherit the customer's discount either. */
function withoutInherited(world: World, input: Input): void {
  const subscription = world.store.get("subscription", input.subscription ?? "");
  const customer = world.store.get("customer", subscription?.customer ?? input.customer ?? "");
  if (customer) removeCustomerDiscount(world, customer);
}

/**
 * A customer alone isn't enough since 2025-03-31.basil: it doesn't say which subscription
 * (docs.stripe.com/changelog/basil/2025-03-31/invoice-preview-api-deprecations).
 */
function checkCombination(input: Input): void {
  const scheduled = input.schedule !== undefined || input.schedule_details !== undefined;
  if (scheduled && (input.subscription !== undefined || input.subscription_details !== undefined))
    throw invalidRequest("You can't pass `subscription` parameters together with a schedule.", "subscription");
  const named = input.subscription ?? input.schedule ?? input.subscription_details?.items;
  if (named !== undefined || input.schedule_details?.phases || input.invoice_items) return;
  throw invalidRequest(
    "You must pass one of `subscription`, `subscription_details[items]`, `schedule`, `schedule_details[phases]` or `invoice_items`.",
    "subscription",
    "parameter_missing",
  );
}

/** An invoice for the given and the pending items alone. */
function previewItems(world: World, input: Input): Invoice {
  const customer = fetchCustomer(world, input.customer ?? "", "customer");
  const now = world.clock.now();
  const pending = world.store.where("invoiceitem", "customer", customer.id).filter((item) => item.invoice === null);
  return draftInvoice(world, {
    customer: customer.id,
    subscription: null,
    reason: "manual",
    currency: input.currency ?? pending.at(-1)?.currency ?? customer.currency ?? "usd",
    lines: [],
    withPending: true,
    period: { start: now, end: now },
    discounts: input.discounts ? redeem(world, input.discounts, { customer: customer.id }) : [],
    autoAdvance: true,
  });
}

/** The next invoice of a schedule's subscription, or the first one of a schedule that hasn't started. */
function previewSchedule(world: World, input: Input): Invoice {
  const { phases, end_behavior, proration_behavior, billing_mode } = input.schedule_details ?? {};
  const [first] = phases ?? [];
  const known = input.schedule === undefined ? null : fetchSchedule(world, input.schedule, "schedule");
  const latest = world.store.get("subscription", known?.subscription ?? "")?.latest_invoice ?? null;
  const { start_date } = first ?? {};
  const schedule = known
    ? input.schedule_details
      ? updateSchedule(world, withoutUndefined({ phases, end_behavior, proration_behavior }), known.id)
      : known
    : createSchedule(
        world,
        withoutUndefined({ customer: input.customer, phases: phases ?? [], end_behavior, billing_mode, start_date }),
      );
  if (schedule.status === "not_started")
    world.clock.runAt(schedule.phases[0]?.start_date ?? world.clock.now(), () => enterPhase(world, schedule));
  const started = fetchSchedule(world, schedule.id);
  const subscription = world.store.get("subscription", started.subscription ?? "");
  if (!subscription || started.status !== "active") throw noUpcomingInvoice(schedule.customer);
  return changedInvoice(world, subscription, latest) ?? upcoming(world, subscription);
}

/** The invoice a change has made; null if everything waits for the period's end. */
function changedInvoice(world: World, subscription: Subscription, before: string | null): Invoice | null {
  if (subscription.latest_invoice === before) return null;
  return world.store.get("invoice", subscription.latest_invoice ?? "") ?? null;
}

/** The invoice at the period's end, with the phases of its schedule that begin until then. */
function upcoming(world: World, subscription: Subscription): Invoice {
  const end = nextPeriodEnd(subscription);
  for (let phaseEnd = currentPhaseEnd(world, subscription); phaseEnd <= end; ) {
    const schedule = fetchSchedule(world, subscription.schedule ?? "");
    world.clock.runAt(phaseEnd, () => enterPhase(world, schedule));
    const entered = world.store.get("subscription", subscription.id) ?? subscription;
    const invoice = changedInvoice(world, entered, subscription.latest_invoice);
    if (invoice) return invoice;
    if (entered.ended_at !== null) throw noUpcomingInvoice(subscription.customer);
    phaseEnd = currentPhaseEnd(world, entered);
  }
  const current = world.store.get("subscription", subscription.id) ?? subscription;
  if (current.cancel_at_period_end || (current.cancel_at !== null && current.cancel_at <= nextPeriodEnd(current)))
    return lastInvoice(world, current, {}, current.cancel_at ?? nextPeriodEnd(current));
  return world.clock.runAt(nextPeriodEnd(current), () => startPeriod(world, current));
}

/** When the subscription's schedule enters its next phase or ends. */
function currentPhaseEnd(world: World, { schedule }: Subscription): number {
  const running = world.store.get("subscription_schedule", schedule ?? "");
  return (running?.status === "active" ? running.current_phase?.end_date : null) ?? Number.POSITIVE_INFINITY;
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
  return draft ?? upcoming(world, changed);
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
    automatic_tax: input.automatic_tax,
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
  if (!items || input.customer === undefined)
    throw invalidRequest("Missing required param: customer.", "customer", "parameter_missing");
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
    automatic_tax: input.automatic_tax,
    payment_behavior: "default_incomplete",
  });
  const { subscription, invoice } = createSubscription(world, params);
  return invoice ?? world.clock.runAt(nextPeriodEnd(subscription), () => startPeriod(world, subscription));
}

function withoutUndefined<T extends object>(input: T): T {
  const entries = Object.entries(asJson(input)).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as T;
}
