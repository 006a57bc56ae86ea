import type Stripe from "stripe";
import { usageInPeriod } from "../../billing/usage/metered-lines";
import { checkThresholds } from "../../billing/usage/thresholds";
import { emit, emitChange } from "../../events/emit";
import { fetchCustomer } from "../../lookup/fetch";
import type { PublicTables, UsageRecord } from "../../store/tables";
import type { Api } from "../../wire/api";
import { invalidRequest, noSuch } from "../../wire/errors";
import { matches, page } from "../../wire/paging";
import { onlyExpand, params } from "../../wire/params";
import type { Wire } from "../../wire/types";
import type { World } from "../../world";

type Meter = PublicTables["meter"];
type MeterEventInput = Wire<Stripe.Billing.MeterEventCreateParams>;

const day = 86_400;

export function meterRoutes(api: Api): void {
  api.post(
    "/v1/billing/meters",
    params<Stripe.Billing.MeterCreateParams>("Billing/Meters", "Billing.MeterCreateParams"),
    createMeter,
  );
  api.get("/v1/billing/meters/:id", onlyExpand, (world, _, id) => fetchMeter(world, id));
  api.post(
    "/v1/billing/meters/:id",
    params<Stripe.Billing.MeterUpdateParams>("Billing/Meters", "Billing.MeterUpdateParams"),
    (world, input, id) => {
      const before = fetchMeter(world, id);
      const display_name = input.display_name ?? before.display_name;
      const after = world.store.put("meter", { ...before, display_name, updated: world.clock.now() });
      emitChange(world, "billing.meter.updated", before, after);
      return after;
    },
  );
  api.post("/v1/billing/meters/:id/deactivate", onlyExpand, (world, _, id) =>
    setActive(world, fetchMeter(world, id), false),
  );
  api.post("/v1/billing/meters/:id/reactivate", onlyExpand, (world, _, id) =>
    setActive(world, fetchMeter(world, id), true),
  );
  api.get(
    "/v1/billing/meters",
    params<Stripe.Billing.MeterListParams>("Billing/Meters", "Billing.MeterListParams"),
    (world, input) =>
      page(
        [...world.store.all("meter")].filter((meter) => matches(meter.status, input.status)),
        input,
        "/v1/billing/meters",
      ),
  );
  api.get(
    "/v1/billing/meters/:id/event_summaries",
    params<Stripe.Billing.MeterListEventSummariesParams>("Billing/Meters", "Billing.MeterListEventSummariesParams"),
    summaries,
  );
  api.post(
    "/v1/billing/meter_events",
    params<Stripe.Billing.MeterEventCreateParams>("Billing/MeterEvents", "Billing.MeterEventCreateParams"),
    recordUsage,
  );
  api.post(
    "/v1/billing/meter_event_adjustments",
    params<Stripe.Billing.MeterEventAdjustmentCreateParams>(
      "Billing/MeterEventAdjustments",
      "Billing.MeterEventAdjustmentCreateParams",
    ),
    cancelUsage,
  );
}

/** Cancels a meter event within 24 hours of its arrival. */
function cancelUsage(world: World, input: Wire<Stripe.Billing.MeterEventAdjustmentCreateParams>): object {
  const identifier = input.cancel?.identifier;
  if (identifier === undefined)
    throw invalidRequest("Missing required param: cancel[identifier].", "cancel[identifier]", "parameter_missing");
  const known = world.store.get("usage", identifier);
  if (known?.event_name !== input.event_name) throw noSuch("meter event", identifier, "cancel[identifier]");
  if (receivedAt(known) < world.clock.now() - day)
    throw invalidRequest("You can only cancel meter events from the past 24 hours.", "cancel[identifier]");
  world.store.delete("usage", identifier);
  return {
    object: "billing.meter_event_adjustment",
    cancel: { identifier },
    event_name: input.event_name,
    livemode: false,
    status: "complete",
    type: "cancel",
  };
}

function fetchMeter(world: World, id: string): Meter {
  const meter = world.store.get("meter", id);
  if (!meter) throw noSuch("meter", id);
  return meter;
}

function activeMeter(world: World, eventName: string): Meter | undefined {
  return [...world.store.all("meter")].find((meter) => meter.event_name === eventName && meter.status === "active");
}

function createMeter(world: World, input: Wire<Stripe.Billing.MeterCreateParams>): Meter {
  if (activeMeter(world, input.event_name)) {
    throw invalidRequest(
      `An active meter already exists with event_name ${input.event_name}.`,
      "event_name",
      "resource_already_exists",
    );
  }
  const now = world.clock.now();
  const meter = world.store.put("meter", {
    id: world.ids.next("mtr_test", 24),
    object: "billing.meter",
    created: now,
    customer_mapping: input.customer_mapping ?? { event_payload_key: "stripe_customer_id", type: "by_id" },
    default_aggregation: input.default_aggregation,
    display_name: input.display_name,
    event_name: input.event_name,
    event_time_window: input.event_time_window ?? null,
    livemode: false,
    status: "active",
    status_transitions: { deactivated_at: null },
    updated: now,
    value_settings: input.value_settings ?? { event_payload_key: "value" },
  });
  emit(world, "billing.meter.created", meter);
  return meter;
}

function setActive(world: World, before: Meter, active: boolean): Meter {
  const now = world.clock.now();
  const after = world.store.put("meter", {
    ...before,
    status: active ? "active" : "inactive",
    status_transitions: { deactivated_at: active ? null : now },
    updated: now,
  });
  emitChange(world, active ? "billing.meter.reactivated" : "billing.meter.deactivated", before, after);
  return after;
}

/** Usage must be a whole number, from 35 days ago to 5 minutes ahead, with an identifier unique within 24 hours. */
function recordUsage(world: World, input: MeterEventInput): object {
  const meter = activeMeter(world, input.event_name);
  if (!meter)
    throw invalidRequest(`No active meter found for event name ${input.event_name}.`, "event_name", "resource_missing");
  const customer = fetchCustomer(
    world,
    input.payload[meter.customer_mapping.event_payload_key] ?? "",
    "payload[stripe_customer_id]",
  );
  return world.clock.runOn(customer.test_clock ?? null, () => storeUsage(world, input, meter, customer.id));
}

function storeUsage(world: World, input: MeterEventInput, meter: Meter, customer: string): object {
  const now = world.clock.now();
  const timestamp = input.timestamp ?? now;
  if (timestamp < now - 35 * day)
    throw invalidRequest("The timestamp must be within the past 35 calendar days.", "timestamp");
  if (timestamp > now + 300)
    throw invalidRequest("The timestamp can't be more than 5 minutes in the future.", "timestamp");
  const value =
    meter.default_aggregation.formula === "count" ? 1 : Number(input.payload[meter.value_settings.event_payload_key]);
  if (!Number.isInteger(value)) throw invalidRequest("The payload's value must be a whole number.", "payload[value]");
  const identifier = input.identifier ?? world.ids.token(32);
  const known = world.store.get("usage", identifier);
  if (known && receivedAt(known) > now - day) {
    throw invalidRequest(
      `An event already exists with identifier ${identifier}.`,
      "identifier",
      "resource_already_exists",
    );
  }
  // Identifiers are unique for a day only: an older event under the same identifier is kept under another row.
  if (known) world.store.put("usage", { ...known, id: `${identifier}@${receivedAt(known)}` });
  world.store.put("usage", {
    id: identifier,
    identifier,
    event_name: input.event_name,
    customer,
    value,
    timestamp,
    received: now,
  });
  checkThresholds(world, customer);
  return {
    object: "billing.meter_event",
    created: now,
    event_name: input.event_name,
    identifier,
    livemode: false,
    payload: input.payload,
    timestamp,
  };
}

/** Identifiers are compared by arrival: an event may be reported long after the usage. */
function receivedAt(event: UsageRecord): number {
  return event.received ?? event.timestamp;
}

function summaries(world: World, input: Wire<Stripe.Billing.MeterListEventSummariesParams>, id: string): object {
  const meter = fetchMeter(world, id);
  if (input.end_time <= input.start_time) throw invalidRequest("`end_time` must be after `start_time`.", "end_time");
  const window = input.value_grouping_window;
  const step = window === "day" ? day : window === "hour" ? 3600 : input.end_time - input.start_time;
  const rows = [];
  for (let start = input.start_time; start < input.end_time; start += step) {
    const end = Math.min(start + step, input.end_time);
    const aggregated_value = usageInPeriod(world, meter, input.customer, { start, end });
    rows.push({
      id: `mtrusg_test_${meter.id.slice(-8)}${start}`,
      object: "billing.meter_event_summary",
      aggregated_value,
      end_time: end,
      livemode: false,
      meter: meter.id,
      start_time: start,
    });
  }
  return page(rows, input, `/v1/billing/meters/${id}/event_summaries`);
}
