import type Stripe from "stripe";
import { emit, emitChange } from "../../events/emit";
import { fetchCustomer, fetchPaymentMethod, fetchSchedule, fetchSubscription } from "../../lookup/fetch";
import { mergeMetadata, orNull } from "../../objects/metadata";
import { billingMode } from "../../objects/subscription-object";
import {
  emptyPhase,
  emptySchedule,
  itemsOfSubscription,
  phaseDiscounts,
} from "../../objects/subscription-schedule-object";
import type { PublicTables } from "../../store/tables";
import { invalidRequest, refuseUnsupported } from "../../wire/errors";
import type { Wire } from "../../wire/types";
import type { World } from "../../world";
import { lastPeriodEnd } from "../periods/cadence";
import { scheduleCancel } from "../subscriptions/schedule-tasks";
import { billingThresholds } from "../subscriptions/subscription-settings";
import { automaticTax, buildPhases, type PhaseInput } from "./build-phases";
import { enterPhase, showEnd } from "./run-schedule";

type Schedule = PublicTables["subscription_schedule"];
type Subscription = PublicTables["subscription"];
type Phase = Schedule["phases"][number];
/** A preview describes a new schedule with the phases of an update. */
type CreateInput = Omit<Wire<Stripe.SubscriptionScheduleCreateParams>, "phases"> & { phases?: PhaseInput[] };
type UpdateInput = Wire<Stripe.SubscriptionScheduleUpdateParams>;

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
export function createSchedule(world: World, input: CreateInput): Schedule {
  refuseUnsupported(input, ["pause_schedules"]);
  if (input.from_subscription !== undefined) return fromSubscription(world, input, input.from_subscription);
  const customer = fetchCustomer(world, input.customer ?? "", "customer");
  if (!input.phases?.length) throw invalidRequest("Missing required param: phases.", "phases", "parameter_missing");
  const start = input.start_date === undefined || input.start_date === "now" ? world.clock.now() : input.start_date;
  const phases = buildPhases(world, input.phases, start);
  const empty = emptySchedule(world, customer.id);
  const schedule = world.store.put("subscription_schedule", {
    ...empty,
    billing_mode: billingMode(input.billing_mode),
    default_settings: defaultSettings(world, empty.default_settings, input.default_settings),
    end_behavior: endBehavior(input.end_behavior) ?? "release",
    metadata: mergeMetadata({}, input.metadata),
    phases,
  });
  emit(world, "subscription_schedule.created", schedule);
  if (start <= world.clock.now()) enterPhase(world, schedule);
  else world.tasks.schedule("schedule.phase", schedule.id, start);
  return fetchSchedule(world, schedule.id);
}

/** One phase until the current period's end, with everything the subscription has. */
function fromSubscription(world: World, input: CreateInput, id: string): Schedule {
  const other = Object.keys(input).find((name) => !["from_subscription", "metadata", "expand"].includes(name));
  if (other !== undefined) throw invalidRequest(`You cannot set \`${other}\` if \`from_subscription\` is set.`, other);
  const subscription = fetchSubscription(world, id, "from_subscription");
  if (subscription.schedule !== null) {
    throw invalidRequest(
      "You cannot migrate a subscription that is already attached to a schedule.",
      "from_subscription",
    );
  }
  if (subscription.ended_at !== null)
    throw invalidRequest(
      `You cannot migrate a subscription that is in the \`${subscription.status}\` status.`,
      "from_subscription",
    );
  const start_date = Math.min(...subscription.items.data.map((item) => item.current_period_start));
  const end_date = subscription.cancel_at ?? lastPeriodEnd(subscription);
  const phase: Phase = {
    ...emptyPhase(subscription.currency),
    items: itemsOfSubscription(subscription),
    start_date,
    end_date,
    billing_thresholds: subscription.billing_thresholds,
    default_tax_rates: subscription.default_tax_rates ?? [],
    discounts: phaseDiscounts(subscription.discounts.map((discount) => ({ discount }))),
    metadata: {},
    trial_end: subscription.trial_end,
  };
  const empty = emptySchedule(world, subscription.customer);
  const schedule = world.store.put("subscription_schedule", {
    ...empty,
    billing_mode: subscription.billing_mode,
    current_phase: { start_date, end_date },
    default_settings: settingsOf(empty.default_settings, subscription),
    end_behavior: subscription.cancel_at === null ? "release" : "cancel",
    metadata: mergeMetadata({}, input.metadata),
    phases: [phase],
    status: "active",
    subscription: id,
  });
  const bound = world.store.put("subscription", { ...subscription, schedule: schedule.id });
  world.tasks.schedule("schedule.phase", schedule.id, end_date);
  scheduleCancel(world, bound);
  emit(world, "subscription_schedule.created", schedule);
  emitChange(world, "customer.subscription.updated", subscription, bound);
  return schedule;
}

type Settings = Schedule["default_settings"];

function settingsOf(empty: Settings, subscription: Subscription): Settings {
  const { collection_method, days_until_due, default_payment_method, description } = subscription;
  return {
    ...empty,
    automatic_tax: subscription.automatic_tax,
    collection_method,
    default_payment_method,
    description,
    invoice_settings: { ...empty.invoice_settings, days_until_due },
  };
}

function defaultSettings(world: World, before: Settings, input: UpdateInput["default_settings"]): Settings {
  if (!input) return before;
  refuseUnsupported(input, ["application_fee_percent", "on_behalf_of", "transfer_data"], "default_settings");
  if (input.default_payment_method)
    fetchPaymentMethod(world, input.default_payment_method, "default_settings[default_payment_method]");
  const { invoice_settings } = before;
  return {
    ...before,
    automatic_tax: input.automatic_tax ? automaticTax(input.automatic_tax.enabled) : before.automatic_tax,
    billing_cycle_anchor: input.billing_cycle_anchor ?? before.billing_cycle_anchor,
    billing_thresholds: billingThresholds(before.billing_thresholds, input.billing_thresholds),
    collection_method: input.collection_method ?? before.collection_method,
    default_payment_method: input.default_payment_method ?? before.default_payment_method,
    description: orNull(input.description, before.description),
    invoice_settings: {
      ...invoice_settings,
      custom_fields: orNull(input.invoice_settings?.custom_fields, invoice_settings.custom_fields),
      days_until_due: input.invoice_settings?.days_until_due ?? invoice_settings.days_until_due,
      description: orNull(input.invoice_settings?.description, invoice_settings.description),
      footer: orNull(input.invoice_settings?.footer, invoice_settings.footer),
    },
  };
}

/**
 * `none` is the name that `cancel` had, and is read back as `cancel`. `renew` can be read of schedules from before 2019-10-17, but not
 * be set (docs.stripe.com/changelog/2019-10-17/updates-subscription-renewal-properties).
 */
function endBehavior(input: CreateInput["end_behavior"]): Schedule["end_behavior"] | undefined {
  if (input === "none") return "cancel";
  if (input !== "renew") return input;
  throw invalidRequest("You cannot set `end_behavior` to `renew`.", "end_behavior");
}

/**
 * Replaces a running schedule's phases and applies the current one. Past phases can be left out.
 *
 * @throws StripeFault 400 if the current phase is missing or starts at another time
 */
export function updateSchedule(world: World, input: UpdateInput, id: string): Schedule {
  refuseUnsupported(input, ["pause_schedules"]);
  const before = requireRunning(fetchSchedule(world, id));
  const now = world.clock.now();
  const phases = input.phases ? replacedPhases(world, before, input.phases) : before.phases;
  const current = phases.find((phase) => phase.start_date <= now && now < phase.end_date);
  const after = world.store.put("subscription_schedule", {
    ...before,
    default_settings: defaultSettings(world, before.default_settings, input.default_settings),
    end_behavior: endBehavior(input.end_behavior) ?? before.end_behavior,
    metadata: mergeMetadata(before.metadata, input.metadata),
    phases,
  });
  if ((input.phases || input.default_settings) && current)
    enterPhase(world, after, { before, proration: input.proration_behavior ?? "create_prorations" });
  else world.tasks.schedule("schedule.phase", id, current?.end_date ?? phases[0]?.start_date ?? now);
  showEnd(world, fetchSchedule(world, id));
  const result = fetchSchedule(world, id);
  emitChange(world, "subscription_schedule.updated", before, result);
  return result;
}

function replacedPhases(world: World, before: Schedule, inputs: readonly PhaseInput[]): Phase[] {
  const now = world.clock.now();
  const [first] = inputs;
  if (!first) throw invalidRequest("A schedule must have at least one phase.", "phases", "parameter_missing");
  if (first.start_date === undefined)
    throw invalidRequest(
      "Missing required param: phases[0][start_date].",
      "phases[0][start_date]",
      "parameter_missing",
    );
  const phases = buildPhases(world, inputs, now, knownPrices(world, before));
  const { current_phase } = before;
  if (current_phase && !phases.some((phase) => phase.start_date === current_phase.start_date))
    throw invalidRequest("You can not modify the start date of the current phase.", "phases[0][start_date]");
  if (before.status === "active" && !phases.some((phase) => phase.start_date <= now && now < phase.end_date))
    throw invalidRequest("The current phase must be included in the phases.", "phases");
  return phases;
}

function knownPrices(world: World, schedule: Schedule): Set<string> {
  const subscription = world.store.get("subscription", schedule.subscription ?? "");
  return new Set([
    ...schedule.phases.flatMap((phase) => phase.items.map((item) => item.price)),
    ...(subscription?.items.data.map((item) => item.price.id) ?? []),
  ]);
}
