import { z } from "zod";
import { GatehouseError, invalidInput } from "@/lib/errors";
import { idempotencyKeyOf } from "@/lib/idempotency/idempotency-key";
import { formatNumber } from "@/lib/numbers";
import { parseInput } from "@/lib/parse-input";
import { largestAmount, longestName, maxEvents, type UsageEvent, usageEventSchema } from "./event";

const batchSchema = z.strictObject({ events: z.array(z.unknown()).min(1) });

/** An event of a batch, or why it could not be read. */
export type ReadEvent = UsageEvent | GatehouseError;

/** The body of `usage/track`: one event, or `{ events: [ … ] }`. Told apart by shape, so that an error names its field. */
export type Reported = { kind: "one"; event: UsageEvent } | { kind: "batch"; events: ReadEvent[] };

/**
 * Reads one event, with the `Idempotency-Key` header if it has no key of its own, or a batch, in which a malformed event
 * doesn't keep the others from being counted.
 *
 * @throws GatehouseError `invalid_input` naming each field, `too_large` over 1,000 events.
 */
export function readEvents(body: unknown, headers: Headers): Reported {
  const headerKey = idempotencyKeyOf(headers);
  if (typeof body !== "object" || body === null || !("events" in body) || body.events === undefined) {
    const event = readPlainEvent(body) ?? parseInput(usageEventSchema, body);
    return { kind: "one", event: headerKey === null ? event : withKey(event, headerKey) };
  }
  if (headerKey !== null) throw keyOfBatch();
  const { events } = body;
  if (Array.isArray(events) && events.length > maxEvents) {
    const [most, sent] = [formatNumber(maxEvents), formatNumber(events.length)];
    throw new GatehouseError("too_large", `A request takes up to ${most} events. This one has ${sent}.`);
  }
  const isBatch = Array.isArray(events) && events.length > 0 && Object.keys(body).length === 1;
  const all: unknown[] = isBatch ? events : parseInput(batchSchema, body).events;
  return { kind: "batch", events: all.map(readEvent) };
}

function withKey(event: UsageEvent, headerKey: string): UsageEvent {
  const { idempotencyKey = headerKey } = event;
  if (idempotencyKey === headerKey) return { ...event, idempotencyKey };
  const message = "differs from the Idempotency-Key header";
  throw invalidInput(`idempotencyKey: ${message}`, { errors: [{ field: "idempotencyKey", message }] });
}

function keyOfBatch(): GatehouseError {
  const message = "In a batch, set idempotencyKey on each event instead of the Idempotency-Key header.";
  return invalidInput(message, { errors: [{ field: "events.0.idempotencyKey", message }] });
}

function readEvent(event: unknown): ReadEvent {
  const plain = readPlainEvent(event);
  if (plain) return plain;
  try {
    return parseInput(usageEventSchema, event);
  } catch (error) {
    if (error instanceof GatehouseError) return error;
    throw error;
  }
}

/** Printable ASCII, which every name may contain and nearly all names consist of. */
const plainName = new RegExp(`^[ -~]{1,${longestName}}$`);
const isPlainName = (value: unknown): value is string => typeof value === "string" && plainName.test(value);

/**
 * Reads an event that has only the fields most events have. 0.3 µs of processor time per event, where the schema takes
 * 1.7 µs: at 100,000 events a second that is 7% of two cores.
 *
 * @returns what `usageEventSchema` would, or undefined if the schema has to read it, valid or not.
 */
export function readPlainEvent(value: unknown): UsageEvent | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { organization, meter, amount = 1, idempotencyKey, ...more }: Partial<Record<string, unknown>> = value;
  for (const _name in more) return undefined;
  if (!isPlainName(organization) || !isPlainName(meter) || !isPlainAmount(amount)) return undefined;
  if (idempotencyKey === undefined) return { organization, meter, amount };
  return isPlainName(idempotencyKey) ? { organization, meter, amount, idempotencyKey } : undefined;
}

const isPlainAmount = (value: unknown): value is number =>
  typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= largestAmount;
