import "server-only";
import { Coalescer } from "@/lib/coalesce";
import { forgetOrganizations, organizationsByName } from "@/lib/entitlements";
import { unauthenticated, unavailable } from "@/lib/errors";
import { type EventAnswer, readAnswers } from "./answers";
import type { ReachedThreshold } from "./batch";
import { batchEvents } from "./batch-events";
import type { Reporter, UsageEvent } from "./event";
import { isErrorOfOneRequest, isRetryable, isStaleKey, runTrackUsage } from "./run-track-usage";

export type TrackRequest = { reporter: Reporter; events: readonly UsageEvent[] };

/** An answer for each event of a request. `reached` is of the whole batch, and given to one of its requests. */
export type TrackResult = { answers: EventAnswer[]; reached: ReachedThreshold[] };

/** One statement and one commit count all requests of the moment: twenty cost about as much as one. */
const coalescer = new Coalescer<TrackRequest, TrackResult>({
  name: "track",
  concurrency: 2,
  // Half of what twenty connections send: one half is read and parsed while the other is stored.
  minWeight: 10,
  gatherMs: 10,
  // Eight requests of 500 events: more of them share the work that is done once per organization.
  maxWeight: 4000,
  // A request without an event that could be read still has its key checked.
  weight: ({ events }) => Math.max(1, events.length),
  conflictKeys,
  run: countAll,
});

/** Counts the events of a request, possibly together with other requests. Resolves once they are committed to disk. */
export const countRequest = (request: TrackRequest): Promise<TrackResult> => coalescer.enqueue(request);

/** Asked again for each batch that a request has to wait for. */
const keysByRequest = new WeakMap<TrackRequest, readonly string[]>();

function conflictKeys(request: TrackRequest): readonly string[] {
  const known = keysByRequest.get(request);
  if (known) return known;
  const keys: string[] = [];
  for (const { organization, idempotencyKey } of request.events) {
    if (idempotencyKey !== undefined) keys.push(`${organization} ${idempotencyKey}`);
  }
  keysByRequest.set(request, keys);
  return keys;
}

const maxAttempts = 5;

type Settled = PromiseSettledResult<TrackResult>;

async function countAll(requests: readonly TrackRequest[]): Promise<Settled[]> {
  try {
    const results = await count(requests);
    return results.map((value) => ({ status: "fulfilled", value }));
  } catch (error) {
    const [only, ...others] = requests;
    // The database rejected something that one request sent. The others must not fail with it.
    if (others.length > 0 && isErrorOfOneRequest(error))
      return (await Promise.all(requests.map((one) => countAll([one])))).flat();
    if (!isStaleKey(error)) return requests.map(() => ({ status: "rejected", reason: error }));
    only?.reporter.forget?.();
    return [{ status: "rejected", reason: unauthenticated("This key isn't valid.") }];
  }
}

async function count(requests: readonly TrackRequest[]): Promise<TrackResult[]> {
  const reported = requests.flatMap(({ reporter: { actor, now }, events }) =>
    events.map((event) => ({ event, actor, now })),
  );
  const names = reported.map(({ event }) => event.organization);
  const keyIds = [...new Set(requests.flatMap(({ reporter }) => reporter.keyId ?? []))];
  const [first] = requests;
  if (!first) return [];
  for (let attempt = 1; attempt <= maxAttempts; attempt++) {
    const organizations = await organizationsByName(first.reporter, names);
    const { placements, batches } = batchEvents(reported, organizations);
    try {
      const { answers, reached } = await runTrackUsage(batches, keyIds);
      // Before they are split: an event may repeat one of another request that names the organization in another way.
      return splitByRequest(requests, { answers: readAnswers(placements, answers), reached });
    } catch (error) {
      if (!isRetryable(error)) throw error;
      forgetOrganizations(names);
    }
  }
  throw unavailable("The limits kept changing, so nothing was counted. Try again.");
}

/** Gives each request the answers to its own events. */
function splitByRequest(requests: readonly TrackRequest[], all: TrackResult): TrackResult[] {
  if (requests.length === 1) return [all];
  let start = 0;
  return requests.map(({ events }, index) => {
    const from = start;
    start += events.length;
    return { answers: all.answers.slice(from, start), reached: index === 0 ? all.reached : [] };
  });
}
