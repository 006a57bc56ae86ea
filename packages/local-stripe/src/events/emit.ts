import Stripe from "stripe";
import { entitlementSummary, entitlementsOf } from "../objects/active-entitlements";
import { present } from "../objects/present";
import type { PublicTables } from "../store/tables";
import { asJson, type Json, type JsonObject, type Wire } from "../wire/types";
import type { World } from "../world";
import { isSubscribed } from "./endpoints";

type Resource =
  | PublicTables[Exclude<keyof PublicTables, "event">]
  | Wire<Stripe.Plan>
  | Wire<Stripe.Card>
  | Wire<Stripe.Entitlements.ActiveEntitlementSummary>
  | { id: string; object: string; deleted: true };

/** Records an event and a delivery for each subscribed endpoint. Sending happens after the commit. */
export function emit(world: World, type: Stripe.Event.Type, object: Resource, previous?: JsonObject): void {
  if (isTooOld(world)) return;
  const endpoints = world.past
    ? []
    : [...world.store.all("webhook_endpoint")].filter((endpoint) => isSubscribed(endpoint, type));
  const event = world.store.put("event", {
    id: world.ids.next("evt"),
    object: "event",
    api_version: Stripe.API_VERSION,
    created: world.clock.now(),
    data: {
      // Rows never change in place, so the event can reference them.
      object: present(world, object),
      ...(previous ? { previous_attributes: previous } : {}),
    },
    livemode: false,
    pending_webhooks: endpoints.length,
    request: { id: world.request?.id ?? null, idempotency_key: world.request?.idempotencyKey ?? null },
    type,
  });
  for (const endpoint of endpoints) {
    world.store.put("delivery", {
      id: world.ids.next("dlv"),
      event: event.id,
      endpoint: endpoint.id,
      attempts: [],
      nextAt: 0,
      delivered: false,
    });
  }
  if (type.startsWith("customer.subscription.") && "customer" in object && typeof object.customer === "string")
    emitEntitlements(world, object.customer);
}

/** Sends the customer's active entitlements if they have changed. */
export function emitEntitlements(world: World, customer: string): void {
  const announced = world.store.get("entitlement", customer)?.active ?? [];
  const active = entitlementsOf(world, customer);
  const [before, after] = [entitlementSummary(customer, announced), entitlementSummary(customer, active)];
  const previous = previousAttributes(asJson(before), asJson(after));
  if (Object.keys(previous).length === 0) return;
  world.store.put("entitlement", { id: customer, active });
  emit(world, "entitlements.active_entitlement_summary.updated", after, previous);
}

/** Emits the `…updated` event of a change if anything visible changed. */
export function emitChange<T extends Resource>(world: World, type: Stripe.Event.Type, before: T, after: T): void {
  if (isTooOld(world)) return;
  const previous = previousAttributes(asJson(present(world, before)), asJson(present(world, after)));
  if (Object.keys(previous).length > 0) emit(world, type, after, previous);
}

const isTooOld = ({ past, clock }: World): boolean => past !== null && clock.now() < past.eventsSince;

/** `previous_attributes`: the old values of what changed. Objects are partial, lists complete. */
export function previousAttributes(before: JsonObject, after: JsonObject): JsonObject {
  const previous: JsonObject = {};
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const old = before[key];
    const now = after[key];
    if (isEqual(old, now)) continue;
    previous[key] = isHash(old) && isHash(now) ? previousAttributes(old, now) : (old ?? null);
  }
  return previous;
}

function isHash(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) && value.object !== "list";
}

function isEqual(a: Json, b: Json): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
