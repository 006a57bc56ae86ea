import { z } from "zod";
import { GatehouseError } from "@/lib/errors";
import { formatNumber } from "@/lib/numbers";
import { parseInput } from "@/lib/parse-input";
import { largestAmount, longestName, maxEvents, type UsageEvent, usageEventSchema } from "./event";

const batchSchema = z.strictObject({ events: z.array(usageEventSchema).min(1) });

/** The body of `usage/track`: one event, or `{ events: [ … ] }`. Told apart by shape, so that an error names its field. */
export type Reported = { kind: "one"; event: UsageEvent } | { kind: "batch"; events: UsageEvent[] };

/** @throws GatehouseError `invalid_input` naming each field, `too_large` over 1,000 events. */
export function readEvents(body: unknown): Reported {
  if (typeof body !== "object" || body === null || !("events" in body) || body.events === undefined) {
    return { kind: "one", event: readPlainEvent(body) ?? parseInput(usageEventSchema, body) };
  }
  const { events } = body;
  if (Array.isArray(events) && events.length > maxEvents) {
    const [most, sent] = [formatNumber(maxEvents), formatNumber(events.length)];
    throw new GatehouseError("too_large", `A request takes up to ${most} events. This one has ${sent}.`);
  }
  const plain = Object.keys(body).length === 1 ? readPlainEvents(events) : undefined;
  return { kind: "batch", events: plain ?? parseInput(batchSchema, body).events };
}

/** @returns undefined unless all events are plain: the schema reports every error of a request, so it has to see all of it. */
function readPlainEvents(events: unknown): UsageEvent[] | undefined {
  if (!Array.isArray(events) || events.length === 0) return undefined;
  const read: UsageEvent[] = [];
  for (const event of events) {
    const plain = readPlainEvent(event);
    if (!plain) return undefined;
    read.push(plain);
  }
  return read;
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
