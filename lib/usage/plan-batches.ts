import { uuidv7 } from "uuidv7";
import { catalog, type Meter } from "@/lib/catalog";
import type { NamedOrganization } from "@/lib/entitlements";
import { conflict, type GatehouseError, invalidInput, notFound } from "@/lib/errors";
import { asGatehouseError } from "@/lib/http";
import { type Batch, openBatch } from "./batch";
import { fingerprint, newestEventMs, oldestEventMs, type UsageEvent } from "./event";
import { findCounter } from "./find-counter";

/** What becomes of one event: it goes to the database, it shares the answer of an earlier one, or it is refused before. */
export type Plan =
  | { go: "count"; event: UsageEvent; meter: Meter; organization: NamedOrganization; batch: Batch }
  | { go: "same"; as: number }
  | { go: "refuse"; error: GatehouseError };

/** Sorts events into one batch per organization and meter; `plans` are in the order of the events. */
export function planBatches(
  events: readonly UsageEvent[],
  organizations: ReadonlyMap<string, NamedOrganization>,
  now: Date,
): { plans: Plan[]; batches: Batch[] } {
  const batches = new Map<string, Batch>();
  const firstByKey = new Map<string, { ordinal: number; fingerprint: string }>();
  const plans = events.map((event, ordinal): Plan => {
    const organization = organizations.get(event.organization);
    if (!organization) return { go: "refuse", error: notFound("organization") };
    const checked = check(event, now);
    if ("error" in checked) return { go: "refuse", error: checked.error };
    const print = fingerprint(event);
    const { organizationId, entitlements } = organization;
    const key = event.idempotencyKey === undefined ? undefined : `${organizationId} ${event.idempotencyKey}`;
    const first = key === undefined ? undefined : firstByKey.get(key);
    if (first)
      return first.fingerprint === print ? { go: "same", as: first.ordinal } : { go: "refuse", error: keyReused() };
    if (key !== undefined) firstByKey.set(key, { ordinal, fingerprint: print });
    const place = `${organizationId} ${event.meter}`;
    const batch = batches.get(place) ?? openBatch(catalog, organizationId, entitlements, event.meter, now);
    batches.set(place, batch);
    batch.events.push({
      ordinal,
      id: uuidv7(),
      amount: event.amount,
      key: event.idempotencyKey ?? null,
      fingerprint: print,
      occurred_at: new Date(event.timestamp ?? now).toISOString(),
      properties: event.properties ?? null,
    });
    return { go: "count", event, meter: checked.meter, organization, batch };
  });
  return { plans, batches: [...batches.values()] };
}

/** The same key for another event. */
export const keyReused = (): GatehouseError => conflict("This idempotency key was used for another event.");

function check(event: UsageEvent, now: Date): { meter: Meter } | { error: GatehouseError } {
  if (!isTimely(event.timestamp, now)) {
    const field = { field: "timestamp", message: "at most 35 days back and 5 minutes ahead" };
    return { error: invalidInput(`timestamp: ${field.message}`, { errors: [field] }) };
  }
  try {
    return { meter: findCounter(event.meter) };
  } catch (error) {
    return { error: asGatehouseError(error) };
  }
}

function isTimely(timestamp: string | undefined, now: Date): boolean {
  if (timestamp === undefined) return true;
  const age = now.getTime() - new Date(timestamp).getTime();
  return age <= oldestEventMs && age >= -newestEventMs;
}
