import type Stripe from "stripe";
import { boundary, type Interval } from "../../engine/periods";
import { emit, emitChange } from "../../events/emit";
import { fetchCustomer, fetchPrice, fetchSchedule, fetchSubscription } from "../../lookup/fetch";
import { mergeMetadata } from "../../objects/metadata";
import { inlinePrice } from "../../objects/price-object";
import { emptyPhase, emptySchedule, phaseDiscounts, phaseItem } from "../../objects/subscription-schedule-object";
import type { PublicTables } from "../../store/tables";
import { invalidRequest } from "../../wire/errors";
import type { Wire } from "../../wire/types";
import type { World } from "../../world";
import { lastPeriodEnd } from "../periods/cadence";
import { billingThresholds } from "../subscriptions/subscription-settings";
import { fetchTaxRates } from "../taxes/taxes";
import { enterPhase } from "./run-schedule";

type Schedule = PublicTables["subscription_schedule"];
type Phase = Schedule["phases"][number];
type PhaseInput = Wire<Stripe.SubscriptionScheduleUpdateParams.Phase>;

/** @throws StripeFault 400 if the schedule has ended */
export function requireRunning(schedule: Schedule): Schedule {
  if (schedule.status === "active" || schedule.status === "not_started") return schedule;
  throw invalidRequest(
    `You cannot change a subscription schedule that is in the \`${schedule.status}\` status.`,
    undefined,
    "status_transition_invalid",
  );
}

/** Creates a schedule with its phases or from a subscription, and starts the first phase if it is due. */
export function createSchedule(world: World, input: Wire<Stripe.SubscriptionScheduleCreateParams>): Schedule {
  if (input.from_subscription !== undefined) return fromSubscription(world, input.from_subscription, input.metadata);
  const customer = fetchCustomer(world, input.customer ?? "", "customer");
  const start = input.start_date === undefined || input.start_date === "now" ? world.clock.now() : input.start_date;
  const phases = buildPhases(world, input.phases ?? [], start);
  const schedule = world.store.put("subscription_schedule", {
    ...emptySchedule(world, customer.id),
    end_behavior: input.end_behavior ?? "release",
    metadata: mergeMetadata({}, input.metadata),
    phases,
  });
  emit(world, "subscription_schedule.created", schedule);
  if (start <= world.clock.now()) enterPhase(world, schedule);
  else world.tasks.schedule("schedule.phase", schedule.id, start);
  return fetchSchedule(world, schedule.id);
}

function fromSubscription(
  world: World,
  id: string,
  metadata: Wire<Stripe.Emptyable<Stripe.MetadataParam>> | undefined,
): Schedule {
  const subscription = fetchSubscription(world, id, "from_subscription");
  if (subscription.schedule !== null) {
    throw invalidRequest(
      "You cannot migrate a subscription that is already attached to a schedule.",
      "from_subscription",
    );
  }
  const start_date = Math.min(...subscription.items.data.map((item) => item.current_period_start));
  const end_date = lastPeriodEnd(subscription);
  const items = subscription.items.data.map((item) =>
    phaseItem(item.price.id, {
      quantity: item.quantity,
      metadata: item.metadata,
      discounts: phaseDiscounts(item.discounts.map((discount) => ({ discount }))),
      taxRates: item.tax_rates ?? [],
      billing_thresholds: item.billing_thresholds,
    }),
  );
  const phase: Phase = {
    ...emptyPhase(subscription.currency),
    items,
    start_date,
    end_date,
    billing_thresholds: subscription.billing_thresholds,
    default_tax_rates: subscription.default_tax_rates ?? [],
    discounts: phaseDiscounts(subscription.discounts.map((discount) => ({ discount }))),
    metadata: {},
    trial_end: subscription.trial_end,
  };
  const schedule = world.store.put("subscription_schedule", {
    ...emptySchedule(world, subscription.customer),
    billing_mode: subscription.billing_mode,
    current_phase: { start_date, end_date },
    metadata: mergeMetadata({}, metadata),
    phases: [phase],
    status: "active",
    subscription: id,
  });
  const bound = world.store.put("subscription", { ...subscription, schedule: schedule.id });
  world.tasks.schedule("schedule.phase", schedule.id, end_date);
  emit(world, "subscription_schedule.created", schedule);
  emitChange(world, "customer.subscription.updated", subscription, bound);
  return schedule;
}

/**
 * Replaces a running schedule's phases and applies the current one.
 *
 * @throws StripeFault 400 if the current phase is missing
 */
export function updateSchedule(
  world: World,
  input: Wire<Stripe.SubscriptionScheduleUpdateParams>,
  id: string,
): Schedule {
  const before = requireRunning(fetchSchedule(world, id));
  const now = world.clock.now();
  const phases = input.phases ? buildPhases(world, input.phases, before.phases[0]?.start_date ?? now) : before.phases;
  const current = phases.find((phase) => phase.start_date <= now && now < phase.end_date);
  if (before.status === "active" && !current) {
    throw invalidRequest("The current phase must be included in the phases.", "phases");
  }
  const after = world.store.put("subscription_schedule", {
    ...before,
    current_phase: current ? { start_date: current.start_date, end_date: current.end_date } : null,
    end_behavior: input.end_behavior ?? before.end_behavior,
    metadata: mergeMetadata(before.metadata, input.metadata),
    phases,
  });
  if (input.phases && current) enterPhase(world, after);
  else world.tasks.schedule("schedule.phase", id, current?.end_date ?? phases[0]?.start_date ?? now);
  const result = fetchSchedule(world, id);
  emitChange(world, "subscription_schedule.updated", before, result);
  return result;
}

/** Phases are contiguous. Each has an end date or a duration; without either it lasts one period of its price. */
function buildPhases(world: World, inputs: readonly PhaseInput[], start: number): Phase[] {
  let at = start;
  return inputs.map((input, index) => {
    const startsAt =
      typeof input.start_date === "number" ? input.start_date : input.start_date === "now" ? world.clock.now() : at;
    if (index > 0 && startsAt !== at)
      throw invalidRequest("Phases must be contiguous.", `phases[${index}][start_date]`);
    const items = input.items.map((item, position) => {
      const price = fetchPrice(world, item.price ?? item.plan ?? "", `phases[${index}][items][${position}][price]`);
      const taxRates = fetchTaxRates(world, item.tax_rates, `phases[${index}][items][${position}][tax_rates]`);
      const terms = {
        quantity: item.quantity,
        metadata: mergeMetadata({}, item.metadata),
        discounts: phaseDiscounts(item.discounts),
        taxRates,
        billing_thresholds: item.billing_thresholds || null,
      };
      return { price, item: phaseItem(price.id, terms) };
    });
    const [first] = items;
    if (!first)
      throw invalidRequest("A phase must have at least one item.", `phases[${index}][items]`, "parameter_missing");
    const end = phaseEnd(world, input, startsAt, first.price);
    at = end;
    return {
      ...emptyPhase(input.currency ?? first.price.currency),
      add_invoice_items: phaseInvoiceItems(world, input, index),
      billing_cycle_anchor: input.billing_cycle_anchor ?? null,
      billing_thresholds: billingThresholds(null, input.billing_thresholds),
      default_tax_rates: fetchTaxRates(world, input.default_tax_rates, `phases[${index}][default_tax_rates]`),
      discounts: phaseDiscounts(input.discounts),
      items: items.map(({ item }) => item),
      metadata: mergeMetadata({}, input.metadata),
      proration_behavior: input.proration_behavior ?? "create_prorations",
      start_date: startsAt,
      end_date: end,
      trial_end: phaseTrialEnd(input, startsAt, end, index),
    };
  });
}

/** When the phase's trial ends: at its end, or at a given time within it. */
function phaseTrialEnd(input: PhaseInput, start: number, end: number, index: number): number | null {
  const requestedEnd = input.trial ? end : input.trial_end === "now" ? null : (input.trial_end ?? null);
  if (requestedEnd !== null && (requestedEnd <= start || requestedEnd > end))
    throw invalidRequest("The trial must end within the phase.", `phases[${index}][trial_end]`);
  return requestedEnd;
}

function phaseInvoiceItems(world: World, input: PhaseInput, index: number): Phase["add_invoice_items"] {
  return (input.add_invoice_items ?? []).map((item, position) => {
    const param = `phases[${index}][add_invoice_items][${position}]`;
    const price = item.price_data
      ? inlinePrice(world, item.price_data)
      : fetchPrice(world, item.price ?? "", `${param}[price]`);
    return {
      discountable: item.discountable ?? true,
      discounts: phaseDiscounts(item.discounts),
      metadata: mergeMetadata({}, item.metadata),
      period: { start: { type: "phase_start" }, end: { type: "phase_end" } },
      price: price.id,
      quantity: item.quantity ?? 1,
      tax_rates: fetchTaxRates(world, item.tax_rates, `${param}[tax_rates]`),
    };
  });
}

function phaseEnd(world: World, input: PhaseInput, start: number, price: PublicTables["price"]): number {
  if (input.end_date === "now") return world.clock.now();
  if (input.end_date !== undefined) return input.end_date;
  const { interval, interval_count } = input.duration ?? price.recurring ?? { interval: "month" };
  return boundary(start, { interval: interval as Interval, interval_count: interval_count ?? 1 }, 1);
}
