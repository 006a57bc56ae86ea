/**
 * A client of the usage API for your own programs. It has no dependencies but `fetch`: import this folder, or copy it.
 *
 *     const gatehouse = createClient({ url: "https://your.app", key: process.env.GATEHOUSE_KEY });
 *     await gatehouse.track({ organization: "customer-7", meter: "work_orders" });
 *     await gatehouse.close();
 */
import { Batcher, type BatchSettings, QueueFull, type Settled } from "./batcher";
import { ApiError, type RetrySettings, sendWithRetries } from "./retry";
import type { CheckInput, CheckResult, Reservation, ReserveInput, TrackResult, UsageEvent } from "./types";

export type {
  CheckInput,
  CheckResult,
  Limit,
  Problem,
  Reservation,
  ReserveInput,
  TrackResult,
  UsageEvent,
} from "./types";
export { ApiError, QueueFull };

export type ClientOptions = {
  /** Gatehouse's origin, such as `https://your.app`. */
  url: string;
  /** A platform key, `gh_platform_…`. */
  key: string;
  batch?: Partial<BatchSettings>;
  retry?: Partial<RetrySettings>;
  /** How long one attempt may take, in milliseconds. */
  timeoutMs?: number;
  fetch?: typeof fetch;
};

const batchDefaults: BatchSettings = { maxSize: 500, lingerMs: 50, capacity: 10_000, parallel: 2 };
const retryDefaults: RetrySettings = { attempts: 6, firstWaitMs: 200, longestWaitMs: 10_000 };

export type Client = ReturnType<typeof createClient>;

/** @returns a client. `close` it before the program ends, or waiting events are lost. */
export function createClient(options: ClientOptions) {
  const call = caller(options);
  const batcher = new Batcher<UsageEvent, TrackResult>({ ...batchDefaults, ...options.batch }, (events) =>
    trackAll(call, events),
  );
  const settle = (id: string, verb: "commit" | "release", body?: object) =>
    call<Reservation>("POST", `/api/v1/usage/reservations/${encodeURIComponent(id)}/${verb}`, body);
  return {
    /**
     * Tracks usage, batched with other events, and retried while the API is unavailable.
     *
     * @returns the event's result; `refused` over the limit, which is not an error.
     * @throws QueueFull when too many events are waiting, ApiError when the whole request is rejected.
     */
    track: (event: UsageEvent): Promise<TrackResult> => batcher.add(withKey(event)),
    /** Whether an organization has a feature, or could use that much more of a meter. */
    check: (question: CheckInput) => call<CheckResult>("POST", "/api/v1/features/check", question),
    /** Reserves an amount until it is committed, released or expired. @throws ApiError with `limit_reached` over the limit. */
    reserve: (input: ReserveInput) => call<Reservation>("POST", "/api/v1/usage/reserve", withKey(input)),
    commit: (id: string, amount?: number) => settle(id, "commit", amount === undefined ? {} : { amount }),
    release: (id: string) => settle(id, "release"),
    /** Resolves when every event tracked so far has a result. */
    flush: () => batcher.flush(),
    close: () => batcher.flush(),
  };
}

/** The API rejects a whole batch for one invalid event, or if it is too large. */
const batchErrors = new Set([400, 413]);

/**
 * Tracks a batch. If the API rejects all of it, its halves are sent instead, and their halves, until only the event that
 * caused the error is left: the others are unrelated to it and must not be lost.
 */
async function trackAll(call: ReturnType<typeof caller>, events: UsageEvent[]): Promise<Settled<TrackResult>[]> {
  try {
    const { results } = await call<{ results: TrackResult[] }>("POST", "/api/v1/usage/track", { events });
    return results.map((value) => ({ value }));
  } catch (error) {
    const divisible = events.length > 1 && error instanceof ApiError && batchErrors.has(error.status);
    if (!divisible) return events.map(() => ({ error }));
    const middle = Math.ceil(events.length / 2);
    const first = await trackAll(call, events.slice(0, middle));
    return [...first, ...(await trackAll(call, events.slice(middle)))];
  }
}

/** Adds an idempotency key, so that a retry is safe whatever happened to the first attempt. */
function withKey<Input extends { idempotencyKey?: string }>(input: Input): Input {
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
