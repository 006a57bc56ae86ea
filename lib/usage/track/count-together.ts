import "server-only";
import { forgetOrganizations, organizationsByName } from "@/lib/entitlements";
import { unauthenticated, unavailable } from "@/lib/errors";
import { Flights } from "@/lib/flights";
import type { RoutineAnswer, RoutineResult, ToldStep } from "./batch";
import { callTrackUsageAlone, isOfOneRequest, isStaleKey, isWorthRetrying } from "./call-track-usage";
import type { UsageEvent } from "./event";
import { type Plan, planBatches } from "./plan-batches";
import type { Reporter } from "./track-events";

/** The events of one request. */
export type Passenger = { reporter: Reporter; events: readonly UsageEvent[] };

/** What the routine said of a request's events; `told` is of the whole flight, and handed to one of its requests. */
export type Arrival = { plans: Plan[]; answers: readonly (RoutineAnswer | undefined)[]; told: ToldStep[] };

/**
 * Requests that are there at the same moment are counted in one statement and committed once: twenty of them cost about
 * what one does. Each is acknowledged only when that commit is on disk.
 */
const flights = new Flights<Passenger, Arrival>({
  atOnce: 2,
  // Half of what twenty connections bring: while one half is being stored the other is read.
  worthwhile: 10,
  gatherMs: 10,
  // Eight requests of 500: what is done for each organization is shared by more of its events.
  seats: 4000,
  weight: ({ events }) => events.length,
  keys: keysOf,
  fly: countTogether,
});

export const joinFlight = (passenger: Passenger): Promise<Arrival> => flights.join(passenger);

/** Of who stays for a later flight they are asked again. */
const asked = new WeakMap<Passenger, readonly string[]>();

function keysOf(passenger: Passenger): readonly string[] {
  const known = asked.get(passenger);
  if (known) return known;
  const keys: string[] = [];
  for (const { organization, idempotencyKey } of passenger.events) {
    if (idempotencyKey !== undefined) keys.push(`${organization} ${idempotencyKey}`);
  }
  asked.set(passenger, keys);
  return keys;
}

const attempts = 5;

type Outcome = PromiseSettledResult<Arrival>;

async function countTogether(passengers: readonly Passenger[]): Promise<Outcome[]> {
  try {
    const arrivals = await count(passengers);
    return arrivals.map((value) => ({ status: "fulfilled", value }));
  } catch (error) {
    const [only, ...others] = passengers;
    // What one brings may be refused by the database: the others shall not suffer for it.
    if (others.length > 0 && isOfOneRequest(error))
      return (await Promise.all(passengers.map((one) => countTogether([one])))).flat();
    if (!isStaleKey(error)) return passengers.map(() => ({ status: "rejected", reason: error }));
    only?.reporter.forget?.();
    return [{ status: "rejected", reason: unauthenticated("This key is not valid.") }];
  }
}

async function count(passengers: readonly Passenger[]): Promise<Arrival[]> {
  const reported = passengers.flatMap(({ reporter: { actor, now }, events }) =>
    events.map((event) => ({ event, actor, now })),
  );
  const names = reported.map(({ event }) => event.organization);
  const keyIds = [...new Set(passengers.flatMap(({ reporter }) => reporter.keyId ?? []))];
  const [first] = reported;
  if (!first) return passengers.map(() => ({ plans: [], answers: [], told: [] }));
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const organizations = await organizationsByName(first, names);
    const { plans, batches } = planBatches(reported, organizations);
    try {
      const result = await callTrackUsageAlone(batches, keyIds);
      return disembark(passengers, plans, result);
    } catch (error) {
      if (!isWorthRetrying(error)) throw error;
      forgetOrganizations(names);
    }
  }
  throw unavailable("The limits kept changing while this was counted. Nothing was counted; try again.");
}

/** Gives each request its own events' answers, numbered from 0 again. */
function disembark(
  passengers: readonly Passenger[],
  plans: readonly Plan[],
  { answers, told }: RoutineResult,
): Arrival[] {
  if (passengers.length === 1) return [{ plans: [...plans], answers, told }];
  let start = 0;
  return passengers.map(({ events }, index) => {
    const from = start;
    start += events.length;
    return { plans: plans.slice(from, start), answers: answers.slice(from, start), told: index === 0 ? told : [] };
  });
}
