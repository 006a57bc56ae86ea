import { z } from "zod";
import { GatehouseError } from "@/lib/errors";
import { parseInput } from "@/lib/parse-input";
import { maxEvents, type UsageEvent, usageEventSchema } from "./event";

const batchSchema = z.strictObject({ events: z.array(usageEventSchema).min(1) });

/** A body of `usage/track`: one event, or `{ events: [ … ] }`. Read by its shape, so that a fault names its field. */
export type Reported = { kind: "one"; event: UsageEvent } | { kind: "batch"; events: UsageEvent[] };

/** @throws GatehouseError `invalid_input` naming each field, `too_large` over 1,000 events. */
export function readEvents(body: unknown): Reported {
  const events = typeof body === "object" && body !== null && "events" in body ? body.events : undefined;
  if (events === undefined) return { kind: "one", event: parseInput(usageEventSchema, body) };
  if (Array.isArray(events) && events.length > maxEvents) {
    throw new GatehouseError("too_large", `At most ${maxEvents} events at once; these are ${events.length}.`);
  }
  return { kind: "batch", events: parseInput(batchSchema, body).events };
}
