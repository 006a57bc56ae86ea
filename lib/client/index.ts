/**
 * A client of the usage API for the programs that a product consists of. It stands alone: copy this folder, or import it;
 * it needs nothing but `fetch`.
 *
 *     const gatehouse = createClient({ url: "https://your.app", key: process.env.GATEHOUSE_KEY });
 *     await gatehouse.track({ organization: "customer-7", meter: "work_orders" });
 *     await gatehouse.close();
 */
import { Batcher, type BatchSettings, QueueFull, type Settled } from "./batcher";
import { ApiError, type RetrySettings, sendWithRetries } from "./retry";
import type { CheckAnswer, CheckQuestion, Reservation, ReserveInput, TrackAnswer, UsageEvent } from "./types";

export type {
  CheckAnswer,
  CheckQuestion,
  Limit,
  Problem,
  Reservation,
  ReserveInput,
  TrackAnswer,
  UsageEvent,
} from "./types";
export { ApiError, QueueFull };

export type ClientOptions = {
  /** Where Gatehouse is, such as `https://your.app`. */
  url: string;
  /** A platform key, `gh_platform_…`. */
  key: string;
  batch?: Partial<BatchSettings>;
  retry?: Partial<RetrySettings>;
  /** Milliseconds one attempt may take. */
  timeoutMs?: number;
  fetch?: typeof fetch;
};

const batchDefaults: BatchSettings = { most: 500, lingerMs: 50, capacity: 10_000, parallel: 2 };
const retryDefaults: RetrySettings = { attempts: 6, firstWaitMs: 200, longestWaitMs: 10_000 };

export type Client = ReturnType<typeof createClient>;

/** @returns a client; `close` it before the program ends, or what still waits is lost. */
export function createClient(options: ClientOptions) {
  const call = caller(options);
  const batcher = new Batcher<UsageEvent, TrackAnswer>({ ...batchDefaults, ...options.batch }, (events) =>
    trackAll(call, events),
  );
  const settle = (id: string, verb: "commit" | "release", body?: object) =>
    call<Reservation>("POST", `/api/v1/usage/reservations/${encodeURIComponent(id)}/${verb}`, body);
  return {
    /**
     * Counts use. Sent in a batch with what comes at the same moment, tried again while the API is away.
     *
     * @returns what became of it; refused over the limit, which is no error.
     * @throws QueueFull when too much waits, ApiError when the whole request is refused.
     */
    track: (event: UsageEvent): Promise<TrackAnswer> => batcher.add(named(event)),
    /** Whether an organization has a feature, or would be let use so much more of a meter. */
    check: (question: CheckQuestion) => call<CheckAnswer>("POST", "/api/v1/features/check", question),
    /** Holds an amount until it is committed, released or expired. @throws ApiError with `limit_reached` over the limit. */
    reserve: (input: ReserveInput) => call<Reservation>("POST", "/api/v1/usage/reserve", named(input)),
    commit: (id: string, amount?: number) => settle(id, "commit", amount === undefined ? {} : { amount }),
    release: (id: string) => settle(id, "release"),
    /** Resolves when everything tracked so far is answered. */
    flush: () => batcher.flush(),
    close: () => batcher.flush(),
  };
}

/** What makes the API refuse a whole batch: an event that it cannot read, or more than fits into a request. */
const batchRefusals = new Set([400, 413]);

/**
 * Tracks a batch. Where the API refuses all of it, halves are sent in its place, and halves of those, until the refusal is
 * only of the event that deserves it: those beside it came from elsewhere, and must not be lost with it.
 */
async function trackAll(call: ReturnType<typeof caller>, events: UsageEvent[]): Promise<Settled<TrackAnswer>[]> {
  try {
    const { results } = await call<{ results: TrackAnswer[] }>("POST", "/api/v1/usage/track", { events });
    return results.map((value) => ({ value }));
  } catch (error) {
    const divisible = events.length > 1 && error instanceof ApiError && batchRefusals.has(error.status);
    if (!divisible) return events.map(() => ({ error }));
    const middle = Math.ceil(events.length / 2);
    const first = await trackAll(call, events.slice(0, middle));
    return [...first, ...(await trackAll(call, events.slice(middle)))];
  }
}

/** With a key of its own, so that a request may be sent again however its first try ended. */
function named<Input extends { idempotencyKey?: string }>(input: Input): Input {
  return { ...input, idempotencyKey: input.idempotencyKey ?? crypto.randomUUID() };
}

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

function caller({ url, key, retry, timeoutMs = 10_000, fetch: send = fetch }: ClientOptions) {
  const settings = { ...retryDefaults, ...retry };
  return async <T>(method: "POST", path: string, body?: object): Promise<T> => {
    const request = () =>
      send(new URL(path, url), {
        method,
        headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json" },
        body: JSON.stringify(body ?? {}),
        signal: AbortSignal.timeout(timeoutMs),
      });
    return (await sendWithRetries(request, settings, sleep)) as T;
  };
}
