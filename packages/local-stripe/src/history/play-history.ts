import qs from "qs";
import { runDue } from "../clock/run-due";
import type { Api } from "../wire/api";
import { StripeFault } from "../wire/errors";
import type { Json, JsonObject } from "../wire/types";
import type { World } from "../world";

/** A request to the API in the past. */
export interface PastRequest {
  /** Unix seconds. */
  at: number;
  method: "get" | "post" | "delete";
  /** `/v1/subscriptions/{subscription}`: names in braces stand for what earlier requests returned. */
  path: string;
  params: JsonObject;
  /** Names the result, for later requests: `{name}` is its ID, `{name.field.0.field}` a field of it. */
  as?: string | undefined;
}

/** A history could not be played. It left nothing behind. */
export class HistoryError extends Error {}

/**
 * Plays requests as if each were sent at its time, with everything due in between: renewals, retries, cancellations. Ends at
 * the present, so the objects are as if they had been here all along. Atomic and synchronous.
 *
 * @param eventsSince events from then on are recorded; none is sent
 * @returns the IDs of the named results
 * @throws HistoryError if a request is refused, out of order, or in the future
 */
export function playHistory(
  world: World,
  api: Api,
  requests: readonly PastRequest[],
  eventsSince = Number.POSITIVE_INFINITY,
): Record<string, string> {
  const results = new Map<string, Json>();
  const now = world.clock.now();
  inThePast(world, eventsSince, () =>
    world.store.transaction(() => {
      let last = 0;
      for (const request of requests) {
        if (request.at < last || request.at > now)
          throw new HistoryError(`${request.path} at ${request.at} is out of order or in the future`);
        last = request.at;
        runDue(world, request.at);
        world.clock.runAt(request.at, () => play(api, request, results));
      }
      runDue(world, now);
    }),
  );
  return Object.fromEntries([...results].flatMap(([name, result]) => pair(name, fieldAt(result, ["id"]))));
}

const pair = (name: string, id: Json | undefined): [string, string][] => (typeof id === "string" ? [[name, id]] : []);

function inThePast(world: World, eventsSince: number, work: () => void): void {
  world.past = { eventsSince };
  try {
    work();
  } finally {
    world.past = null;
  }
}

function play(api: Api, { at, method, path, params, as }: PastRequest, results: Map<string, Json>): void {
  try {
    const result = api.perform(method, filled(path, results), asForm(params, results));
    if (as !== undefined) results.set(as, JSON.parse(JSON.stringify(result)) as Json);
  } catch (error) {
    if (!(error instanceof StripeFault)) throw error;
    throw new HistoryError(`${path} at ${at}: ${error.message}`);
  }
}

/** The parameters as the API receives them: every value is a string. */
function asForm(params: JsonObject, results: ReadonlyMap<string, Json>): JsonObject {
  const text = qs.stringify(params, {
    encoder: (value: unknown) => encodeURIComponent(filled(String(value), results)),
  });
  return qs.parse(text, { depth: 12, arrayLimit: 1000 }) as JsonObject;
}

/** Replaces every `{name.field}`. */
function filled(text: string, results: ReadonlyMap<string, Json>): string {
  return text.replace(/\{([a-z_]+)((?:\.\w+)*)\}/g, (_, name: string, fields: string) => {
    const value = fieldAt(results.get(name), fields === "" ? ["id"] : fields.slice(1).split("."));
    if (typeof value !== "string") throw new HistoryError(`Nothing before it returned ${name}${fields}`);
    return value;
  });
}

function fieldAt(value: Json | undefined, fields: readonly string[]): Json | undefined {
  let found: unknown = value;
  for (const field of fields)
    found = typeof found === "object" && found !== null ? Reflect.get(found, field) : undefined;
  return found as Json | undefined;
}
