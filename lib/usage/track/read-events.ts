import { z } from "zod";
import { GatehouseError } from "@/lib/errors";
import { parseInput } from "@/lib/parse-input";
import { maxEvents, type UsageEvent, usageEventSchema } from "./event";
import { readPlainEvent } from "./plain-event";

const batchSchema = z.strictObject({ events: z.array(usageEventSchema).min(1) });

/** A body of `usage/track`: one event, or `{ events: [ … ] }`. Read by its shape, so that a fault names its field. */
export type Reported = { kind: "one"; event: UsageEvent } | { kind: "batch"; events: UsageEvent[] };

/** @throws GatehouseError `invalid_input` naming each field, `too_large` over 1,000 events. */
export function readEvents(body: unknown): Reported {
  if (typeof body !== "object" || body === null || !("events" in body) || body.events === undefined) {
    return { kind: "one", event: readPlainEvent(body) ?? parseInput(usageEventSchema, body) };
  }
  const { events } = body;
  if (Array.isArray(events) && events.length > maxEvents) {
    throw new GatehouseError("too_large", `At most ${maxEvents} events at once; these are ${events.length}.`);
  }
  const plain = Object.keys(body).length === 1 ? readPlainEvents(events) : undefined;
  return { kind: "batch", events: plain ?? parseInput(batchSchema, body).events };
}

/** @returns undefined unless all of them are plain: the schema names every fault of a request, so it must see all of it. */
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
