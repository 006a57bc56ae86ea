import "server-only";
import { catalog, type Meter } from "@/lib/catalog";
import type { Actor } from "@/lib/context";
import type { NamedOrganization } from "@/lib/entitlements";
import { conflict, GatehouseError, invalidInput, notFound } from "@/lib/errors";
import { asGatehouseError } from "@/lib/http";
import { findCounter } from "../find-meter";
import { countingPeriod, type Period } from "../period";
import { type Batch, type Terms, termsOf } from "./batch";
import { currentPeriod } from "./current-period";
import { isSameEvent, newestEventMs, oldestEventMs, type UsageEvent } from "./event";
import { sequentialIds } from "./event-ids";

/** An event, who reported it, and the server time of the report. */
export type ReportedEvent = { event: UsageEvent; actor: Actor; now: Date };

/** What happens to one event: it goes to the database, repeats an earlier one of this call, or is refused right away. */
export type Placement =
  | { kind: "batched"; event: UsageEvent; meter: Meter; organization: NamedOrganization; batch: Batch }
  | { kind: "repeated"; ordinal: number }
  | { kind: "refused"; error: GatehouseError };

/** The batches of an organization, one per meter and period, and the first event with each key. */
type OrganizationBatches = {
  organization: NamedOrganization;
  batches: Batch[];
  /** Most organizations have one event in a call, so the map is made for the second key. */
  first?: KeyedEvent;
  firstByKey?: Map<string, KeyedEvent>;
};
type KeyedEvent = { ordinal: number; event: UsageEvent };

type Planner = {
  organizations: ReadonlyMap<string, NamedOrganization>;
  /** By our id, because a call may name an organization in two ways. */
  byOrganization: Map<string, OrganizationBatches>;
  counters: Map<string, Meter>;
  sources: Map<Actor, string>;
  terms: Map<string, Terms>;
  nextId: () => string;
};

/** Sorts events into one batch per organization, meter and period. `placements` are in the order of the events. */
export function batchEvents(
  events: readonly ReportedEvent[],
  organizations: ReadonlyMap<string, NamedOrganization>,
): { placements: Placement[]; batches: Batch[] } {
  const planner: Planner = {
    organizations,
    byOrganization: new Map(),
    counters: new Map(),
    sources: new Map(),
    terms: new Map(),
    nextId: sequentialIds(),
  };
  const placements = events.map((reported, ordinal) => placeEvent(planner, reported, ordinal));
  return { placements, batches: [...planner.byOrganization.values()].flatMap(({ batches }) => batches) };
}

function placeEvent(planner: Planner, { event, actor, now }: ReportedEvent, ordinal: number): Placement {
  const organization = planner.organizations.get(event.organization);
  if (!organization) return { kind: "refused", error: notFound("organization") };
  if (!isTimely(event.timestamp, now)) return { kind: "refused", error: untimely() };
  const meter = planner.counters.get(event.meter) ?? counterOf(planner, event.meter);
  if (meter instanceof GatehouseError) return { kind: "refused", error: meter };
  const own = batchesOf(planner, organization);
  const earlier = claimKey(own, event, ordinal);
  if (earlier) {
    return isSameEvent(earlier.event, event)
      ? { kind: "repeated", ordinal: earlier.ordinal }
      : { kind: "refused", error: keyReused() };
  }
  const batch = batchFor(planner, own, event, now);
  batch.events.push({
    ordinal,
    id: planner.nextId(),
    amount: event.amount,
    key: event.idempotencyKey ?? null,
    calledAt: now,
    occurredAt: event.timestamp === undefined ? null : new Date(event.timestamp),
    properties: event.properties ?? null,
    source: sourceOf(planner, actor),
  });
  return { kind: "batched", event, meter, organization, batch };
}

function batchesOf({ byOrganization }: Planner, organization: NamedOrganization): OrganizationBatches {
  const known = byOrganization.get(organization.organizationId);
  if (known) return known;
  const own: OrganizationBatches = { organization, batches: [] };
  byOrganization.set(organization.organizationId, own);
  return own;
}

/** @returns the earlier event of this call with the same key, if there is one. */
function claimKey(own: OrganizationBatches, event: UsageEvent, ordinal: number): KeyedEvent | undefined {
  const { idempotencyKey: key } = event;
  if (key === undefined) return undefined;
  if (!own.first) {
    own.first = { ordinal, event };
    return undefined;
  }
  own.firstByKey ??= new Map([[own.first.event.idempotencyKey ?? "", own.first]]);
  const earlier = own.firstByKey.get(key);
  if (!earlier) own.firstByKey.set(key, { ordinal, event });
  return earlier;
}

function batchFor(
  planner: Planner,
  { organization, batches }: OrganizationBatches,
  event: UsageEvent,
  now: Date,
): Batch {
  const period = periodOf(organization, event, now);
  const start = period.start.getTime();
  const known = batches.find((batch) => batch.terms.meter === event.meter && batch.period.start.getTime() === start);
  if (known) return known;
  const { organizationId, entitlements } = organization;
  const terms = sharedTerms(planner, organization, event.meter);
  const batch = { organization: organizationId, version: entitlements.version, terms, period, events: [] };
  batches.push(batch);
  return batch;
}

/** Organizations with the same terms share one object, so that the call sends them to the database once. */
function sharedTerms({ terms }: Planner, { entitlements }: NamedOrganization, meter: string): Terms {
  const { access, accessRule, limits, currency } = entitlements;
  const { limit, overage } = limits[meter] ?? { limit: 0, overage: null };
  const key = `${meter} ${access} ${accessRule} ${limit} ${overage !== null && currency}`;
  const known = terms.get(key);
  if (known) return known;
  const own = termsOf(catalog, entitlements, meter);
  terms.set(key, own);
  return own;
}

function periodOf(organization: NamedOrganization, { timestamp }: UsageEvent, now: Date): Period {
  if (timestamp === undefined) return currentPeriod(organization, now);
  return countingPeriod(catalog.usagePeriod, organization.entitlements.anchorAt, new Date(timestamp), now);
}

function sourceOf({ sources }: Planner, actor: Actor): string {
  const known = sources.get(actor);
  if (known !== undefined) return known;
  const source = `${actor.kind}:${actor.id}`;
  sources.set(actor, source);
  return source;
}

export const keyReused = (): GatehouseError => conflict("This idempotency key was already used for a different event.");

function counterOf({ counters }: Planner, key: string): Meter | GatehouseError {
  try {
    const meter = findCounter(key);
    counters.set(key, meter);
    return meter;
  } catch (error) {
    return asGatehouseError(error);
  }
}

function untimely(): GatehouseError {
  const field = { field: "timestamp", message: "at most 35 days back and 5 minutes ahead" };
  return invalidInput(`timestamp: ${field.message}`, { errors: [field] });
}

function isTimely(timestamp: string | undefined, now: Date): boolean {
  if (timestamp === undefined) return true;
  const age = now.getTime() - new Date(timestamp).getTime();
  return age <= oldestEventMs && age >= -newestEventMs;
}
