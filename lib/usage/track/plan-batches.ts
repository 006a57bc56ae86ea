import "server-only";
import { catalog, type Meter } from "@/lib/catalog";
import type { Actor } from "@/lib/context";
import type { NamedOrganization } from "@/lib/entitlements";
import { conflict, GatehouseError, invalidInput, notFound } from "@/lib/errors";
import { asGatehouseError } from "@/lib/http";
import { countingPeriod, type Period } from "../period";
import type { Batch } from "./batch";
import { newestEventMs, oldestEventMs, saysTheSame, type UsageEvent } from "./event";
import { countIds } from "./event-ids";
import { findCounter } from "./find-counter";
import { presentPeriod } from "./present-period";
import { rememberedTerms } from "./remembered-terms";

/** An event, who reported it, and the server's time when it came. */
export type ReportedEvent = { event: UsageEvent; actor: Actor; now: Date };

/** What becomes of one event: it goes to the database, it shares the answer of an earlier one, or it is refused before. */
export type Plan =
  | { go: "count"; event: UsageEvent; meter: Meter; organization: NamedOrganization; batch: Batch }
  | { go: "same"; as: number }
  | { go: "refuse"; error: GatehouseError };

/**
 * An organization in this call: its batches, one for each meter and period, and the first event of each key. Of most there
 * is one event, for which no map is made.
 */
type Party = { organization: NamedOrganization; batches: Batch[]; first?: First; firstByKey?: Map<string, First> };
type First = { ordinal: number; event: UsageEvent };

type Desk = {
  organizations: ReadonlyMap<string, NamedOrganization>;
  /** By our id: one organization may be named in two ways. */
  parties: Map<string, Party>;
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
    parties: new Map(),
    counters: new Map(),
    sources: new Map(),
    nextId: countIds(),
  };
  const plans = events.map((reported, ordinal) => planEvent(desk, reported, ordinal));
  return { plans, batches: [...desk.parties.values()].flatMap(({ batches }) => batches) };
}

function planEvent(desk: Desk, { event, actor, now }: ReportedEvent, ordinal: number): Plan {
  const organization = desk.organizations.get(event.organization);
  if (!organization) return { go: "refuse", error: notFound("organization") };
  if (!isTimely(event.timestamp, now)) return { go: "refuse", error: untimely() };
  const meter = desk.counters.get(event.meter) ?? counterOf(desk, event.meter);
  if (meter instanceof GatehouseError) return { go: "refuse", error: meter };
  const party = partyOf(desk, organization);
  const first = claimKey(party, event, ordinal);
  if (first) {
    return saysTheSame(first.event, event) ? { go: "same", as: first.ordinal } : { go: "refuse", error: keyReused() };
  }
  const batch = batchFor(party, event, now);
  batch.events.push({
    ordinal,
    id: desk.nextId(),
    amount: event.amount,
    key: event.idempotencyKey ?? null,
    calledAt: now,
    occurredAt: event.timestamp === undefined ? null : new Date(event.timestamp),
    properties: event.properties ?? null,
    source: sourceOf(desk, actor),
  });
  return { go: "count", event, meter, organization, batch };
}

function partyOf({ parties }: Desk, organization: NamedOrganization): Party {
  const known = parties.get(organization.organizationId);
  if (known) return known;
  const party: Party = { organization, batches: [] };
  parties.set(organization.organizationId, party);
  return party;
}

/** @returns the earlier event of this call with the same key, if there is one. */
function claimKey(party: Party, event: UsageEvent, ordinal: number): First | undefined {
  const { idempotencyKey: key } = event;
  if (key === undefined) return undefined;
  if (!party.first) {
    party.first = { ordinal, event };
    return undefined;
  }
  party.firstByKey ??= new Map([[party.first.event.idempotencyKey ?? "", party.first]]);
  const first = party.firstByKey.get(key);
  if (!first) party.firstByKey.set(key, { ordinal, event });
  return first;
}

function batchFor({ organization, batches }: Party, event: UsageEvent, now: Date): Batch {
  const period = periodOf(organization, event, now);
  const start = period.start.getTime();
  const known = batches.find((batch) => batch.terms.meter === event.meter && batch.period.start.getTime() === start);
  if (known) return known;
  const { organizationId, entitlements } = organization;
  const terms = rememberedTerms(organization, event.meter);
  const batch = { organization: organizationId, version: entitlements.version, terms, period, events: [] };
  batches.push(batch);
  return batch;
}

function periodOf(organization: NamedOrganization, { timestamp }: UsageEvent, now: Date): Period {
  if (timestamp === undefined) return presentPeriod(organization, now);
  return countingPeriod(catalog.usagePeriod, organization.entitlements.anchorAt, new Date(timestamp), now);
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

function counterOf({ counters }: Desk, key: string): Meter | GatehouseError {
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
