import "server-only";
import { catalog, type Meter } from "@/lib/catalog";
import type { Actor } from "@/lib/context";
import type { NamedOrganization } from "@/lib/entitlements";
import { conflict, type GatehouseError, invalidInput, notFound } from "@/lib/errors";
import { asGatehouseError } from "@/lib/http";
import { type Batch, openBatch } from "./batch";
import { fingerprint, newestEventMs, oldestEventMs, type UsageEvent } from "./event";
import { countIds } from "./event-ids";
import { findCounter } from "./find-counter";
import { countingPeriod, type Period, usagePeriod } from "./period";

/** An event, who reported it, and the server's time when it came. */
export type ReportedEvent = { event: UsageEvent; actor: Actor; now: Date };

/** What becomes of one event: it goes to the database, it shares the answer of an earlier one, or it is refused before. */
export type Plan =
  | { go: "count"; event: UsageEvent; meter: Meter; organization: NamedOrganization; batch: Batch }
  | { go: "same"; as: number }
  | { go: "refuse"; error: GatehouseError };

type Desk = {
  organizations: ReadonlyMap<string, NamedOrganization>;
  /** The batches of each organization: one for each meter and period, so seldom more than a few. */
  batches: Map<NamedOrganization, Batch[]>;
  /** The first event of this request that has a key, by organization and key. */
  firstByKey: Map<string, { ordinal: number; fingerprint: string }>;
  /** The counters named so far, and how each reporter is written down. */
  counters: Map<string, Meter>;
  sources: Map<Actor, string>;
  nextId: () => string;
};

/** Sorts events into one batch per organization, meter and period; `plans` are in the order of the events. */
export function planBatches(
  events: readonly ReportedEvent[],
  organizations: ReadonlyMap<string, NamedOrganization>,
): { plans: Plan[]; batches: Batch[] } {
  const desk: Desk = {
    organizations,
    batches: new Map(),
    firstByKey: new Map(),
    counters: new Map(),
    sources: new Map(),
    nextId: countIds(),
  };
  const plans = events.map((reported, ordinal) => planEvent(desk, reported, ordinal));
  return { plans, batches: [...desk.batches.values()].flat() };
}

function planEvent(desk: Desk, reported: ReportedEvent, ordinal: number): Plan {
  const { event, actor, now } = reported;
  const organization = desk.organizations.get(event.organization);
  if (!organization) return { go: "refuse", error: notFound("organization") };
  const checked = check(desk, event, now);
  if ("error" in checked) return { go: "refuse", error: checked.error };
  const print = event.idempotencyKey === undefined ? null : fingerprint(event);
  if (print !== null) {
    const first = claimKey(desk, organization, event, { ordinal, fingerprint: print });
    if (first && first.fingerprint !== print) return { go: "refuse", error: keyReused() };
    if (first) return { go: "same", as: first.ordinal };
  }
  const occurredAt = event.timestamp === undefined ? now : new Date(event.timestamp);
  const batch = batchFor(desk, organization, event.meter, periodOf(organization, event, now));
  batch.events.push({
    ordinal,
    id: desk.nextId(),
    amount: event.amount,
    key: event.idempotencyKey ?? null,
    fingerprint: print,
    calledAt: now,
    occurredAt,
    properties: event.properties ?? null,
    source: sourceOf(desk, actor),
  });
  return { go: "count", event, meter: checked.meter, organization, batch };
}

/** @returns the earlier event of this request with the same key, if there is one. */
function claimKey(
  { firstByKey }: Desk,
  { organizationId }: NamedOrganization,
  { idempotencyKey }: UsageEvent,
  claim: { ordinal: number; fingerprint: string },
) {
  const key = `${organizationId} ${idempotencyKey}`;
  const first = firstByKey.get(key);
  if (!first) firstByKey.set(key, claim);
  return first;
}

/** The latest period found of each organization, for as long as its limits are remembered: nearly all events are of it. */
const periods = new WeakMap<NamedOrganization, Period>();

function periodOf(organization: NamedOrganization, { timestamp }: UsageEvent, now: Date): Period {
  const { anchorAt } = organization.entitlements;
  if (timestamp !== undefined) return countingPeriod(catalog.usagePeriod, anchorAt, new Date(timestamp), now);
  const known = periods.get(organization);
  if (known && known.start <= now && now < known.end) return known;
  const period = usagePeriod(catalog.usagePeriod, anchorAt, now);
  periods.set(organization, period);
  return period;
}

function batchFor({ batches }: Desk, organization: NamedOrganization, meter: string, period: Period): Batch {
  const own = batches.get(organization) ?? [];
  const start = period.start.getTime();
  const known = own.find((batch) => batch.meter === meter && batch.period.start.getTime() === start);
  if (known) return known;
  const { organizationId, entitlements } = organization;
  const batch = openBatch(catalog, organizationId, entitlements, meter, period);
  batches.set(organization, [...own, batch]);
  return batch;
}

function sourceOf({ sources }: Desk, actor: Actor): string {
  const known = sources.get(actor);
  if (known !== undefined) return known;
  const source = `${actor.kind}:${actor.id}`;
  sources.set(actor, source);
  return source;
}

/** The same key for another event. */
export const keyReused = (): GatehouseError => conflict("This idempotency key was used for another event.");

function check(desk: Desk, event: UsageEvent, now: Date): { meter: Meter } | { error: GatehouseError } {
  if (!isTimely(event.timestamp, now)) {
    const field = { field: "timestamp", message: "at most 35 days back and 5 minutes ahead" };
    return { error: invalidInput(`timestamp: ${field.message}`, { errors: [field] }) };
  }
  try {
    return { meter: counterOf(desk, event.meter) };
  } catch (error) {
    return { error: asGatehouseError(error) };
  }
}

function counterOf({ counters }: Desk, key: string): Meter {
  const known = counters.get(key);
  if (known) return known;
  const meter = findCounter(key);
  counters.set(key, meter);
  return meter;
}

function isTimely(timestamp: string | undefined, now: Date): boolean {
  if (timestamp === undefined) return true;
  const age = now.getTime() - new Date(timestamp).getTime();
  return age <= oldestEventMs && age >= -newestEventMs;
}
