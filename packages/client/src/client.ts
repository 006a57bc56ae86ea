import { Batcher, type BatchSettings, type Settled } from "./batcher";
import { addressOf, type Endpoint, type EndpointAnswer, type EndpointInput } from "./endpoints";
import { type HttpAnswer, sendRequest } from "./http";
import { ApiError, unreadable } from "./problem";
import { type RetrySettings, sendWithRetries } from "./retry";
import type {
  BatchEvent,
  CheckInput,
  CheckResult,
  CurrentUsage,
  Reservation,
  ReserveInput,
  TrackResult,
  UsageEvent,
} from "./types";

export type ClientOptions = {
  /** Gatehouse's origin, such as `https://your.app`. */
  url: string;
  /** A platform key, `gh_platform_…`. It can do everything its scopes allow for every customer: keep it on your servers. */
  key: string;
  batch?: Partial<BatchSettings>;
  retry?: Partial<RetrySettings>;
  /** How long one attempt may take, its answer's body included, in milliseconds. */
  timeoutMs?: number;
  /**
   * Called once for each request whose events weren't counted, with those events and their keys. A `track` that isn't awaited
   * can't end the program, so this is where its failure shows. Writes to the console if omitted.
   */
  onError?: (error: unknown, events: readonly UsageEvent[]) => void;
  fetch?: typeof fetch;
};

/** Of one call. */
export type CallOptions = {
  /** Ends the call, its waits and its retries. The promise rejects with the signal's reason. */
  signal?: AbortSignal;
  timeoutMs?: number;
  /** How often the request is sent in all. */
  attempts?: number;
};

export type RequestOptions = CallOptions & {
  /** Makes a POST safe to retry, where the API's reference has the header. Without one it is sent once. */
  idempotencyKey?: string;
};

const batchDefaults: BatchSettings = { maxSize: 500, lingerMs: 50, capacity: 10_000, parallel: 2 };
const retryDefaults: RetrySettings = {
  attempts: 6,
  firstWaitMs: 200,
  longestWaitMs: 10_000,
  longestRetryAfterMs: 60_000,
};
/** Longer than any answer of the API takes, and shorter than most proxies wait. */
const defaultTimeoutMs = 10_000;
/** The API takes no more events in one request. */
const largestBatch = 1_000;

export type Client = ReturnType<typeof createClient>;

/** @returns a client. `close` it before the program ends, or waiting events are lost. Nothing is shared between clients. */
export function createClient(options: ClientOptions) {
  const closing = new AbortController();
  let closed = false;
  const call = caller(options, closing.signal);
  const batcher = new Batcher<UsageEvent, TrackResult>({ ...batchDefaults, ...options.batch }, async (events) => {
    const results = await trackAll(call, events);
    reportFailures(options.onError ?? toConsole, events, results);
    return results;
  });
  return {
    /**
     * Tracks usage, batched with other events, and retried while the API is unavailable. Needn't be awaited: a failure then
     * goes to `onError` alone.
     *
     * @returns the event's result; `refused` over the limit, which is not an error.
     * @throws QueueFull when too many events are waiting, ApiError when the event is rejected, ConnectionError.
     */
    track(event: UsageEvent): Promise<TrackResult> {
      const result = closed
        ? Promise.reject<TrackResult>(new Error("The client is closed."))
        : batcher.add(withKey(event));
      result.catch(() => undefined);
      return result;
    },
    /**
     * Tracks up to 1,000 events in one request, such as those of an outbox. If this rejects, send the same events again: each
     * key counts once.
     *
     * @returns one result per event, in order. One that the API rejects is `refused`, and doesn't affect the others.
     * @throws RangeError for more than 1,000 events, ApiError, ConnectionError.
     */
    async trackBatch(events: readonly BatchEvent[], callOptions?: CallOptions): Promise<TrackResult[]> {
      if (events.length > largestBatch) throw new RangeError(`A batch has at most ${largestBatch} events.`);
      if (events.length === 0) return [];
      const results = await trackAll(call, events, callOptions);
      return results.map((result) => ("value" in result ? result.value : refusedOrThrow(result.error)));
    },
    /** Whether an organization has a feature, or could use that much more of a meter. A "no" is an answer, not an error. */
    check<Question extends CheckInput>(question: Question, callOptions?: CallOptions) {
      return call<CheckResult<Question>>("POST /api/v1/features/check", { body: question }, callOptions);
    },
    /** An organization's plan, access and usage of each meter. `organization`: its ID, or your own. */
    usage(organization: string, callOptions?: CallOptions) {
      return call<CurrentUsage>("GET /api/v1/usage/current", { query: { organization } }, callOptions);
    },
    /** Reserves an amount until it is committed, released or expired. @throws PaymentRequiredError over the limit. */
    reserve(input: ReserveInput, callOptions?: CallOptions) {
      return call<Reservation>("POST /api/v1/usage/reserve", { body: withKey(input) }, callOptions);
    },
    /** Counts a reservation, or less than was reserved. Again, it returns the first answer. */
    commit(id: string, amount?: number, callOptions?: CallOptions) {
      const body = amount === undefined ? {} : { amount };
      return call<Reservation>("POST /api/v1/usage/reservations/{id}/commit", { path: { id }, body }, callOptions);
    },
    /** Gives a reservation back. */
    release(id: string, callOptions?: CallOptions) {
      return call<Reservation>("POST /api/v1/usage/reservations/{id}/release", { path: { id }, body: {} }, callOptions);
    },
    /** Calls any other endpoint of the API. A GET is retried, a POST only with an idempotency key. */
    request<E extends Endpoint>(
      endpoint: E,
      input: EndpointInput<E>,
      { idempotencyKey, ...callOptions }: RequestOptions = {},
    ): Promise<EndpointAnswer<E>> {
      const repeatable = endpoint.startsWith("GET ") || idempotencyKey !== undefined;
      const headers = idempotencyKey === undefined ? undefined : { "Idempotency-Key": idempotencyKey };
      return call(endpoint, { ...input, headers }, { ...callOptions, ...(repeatable ? {} : { attempts: 1 }) });
    },
    /** Sends what waits now, and resolves when every event tracked so far has a result. */
    flush: () => batcher.flush(),
    /**
     * Stops taking events, and resolves when all have a result. After `timeoutMs`, gives up: what isn't counted by then goes to
     * `onError`.
     */
    async close({ timeoutMs }: { timeoutMs?: number } = {}): Promise<void> {
      closed = true;
      const timer =
        timeoutMs === undefined
          ? undefined
          : setTimeout(() => closing.abort(new Error("The client was closed before the API answered.")), timeoutMs);
      await batcher.flush();
      clearTimeout(timer);
    },
  };
}

type Sent = { path?: object; query?: object | undefined; body?: unknown; headers?: Record<string, string> | undefined };
type Call = <T>(endpoint: Endpoint, sent: Sent, options?: CallOptions) => Promise<T>;

function caller(options: ClientOptions, closing: AbortSignal): Call {
  const settings = { ...retryDefaults, ...options.retry };
  return async <T>(endpoint: Endpoint, sent: Sent, { signal, timeoutMs, attempts }: CallOptions = {}): Promise<T> => {
    const { method, path } = addressOf(endpoint, sent.path);
    const url = new URL(path, options.url).toString();
    const { query, body } = sent;
    const headers = { ...sent.headers, Authorization: `Bearer ${options.key}` };
    const request = { url, method, query, body, headers, redirect: "manual", fetch: options.fetch } as const;
    const limits = { timeoutMs: timeoutMs ?? options.timeoutMs ?? defaultTimeoutMs, signal: signal ?? closing };
    const send = (): Promise<HttpAnswer> => sendRequest({ ...request, ...limits });
    return (await sendWithRetries(send, { ...settings, ...(attempts ? { attempts } : {}) }, limits.signal)) as T;
  };
}

/** The API rejects a whole batch for one invalid event, or if it is too large. */
const batchErrors = new Set([400, 413]);

/**
 * Tracks a batch. If the API rejects all of it, its halves are sent instead, and their halves, until only the event that
 * caused the error is left: the others are unrelated to it and must not be lost.
 */
async function trackAll(
  call: Call,
  events: readonly UsageEvent[],
  options?: CallOptions,
): Promise<Settled<TrackResult>[]> {
  try {
    const answer = await call<{ results?: TrackResult[] }>("POST /api/v1/usage/track", { body: { events } }, options);
    if (answer.results?.length !== events.length) throw new ApiError(unreadable({ status: 200 }));
    return answer.results.map((value) => ({ value }));
  } catch (error) {
    const divisible = events.length > 1 && error instanceof ApiError && batchErrors.has(error.status);
    if (!divisible) return events.map(() => ({ error }));
    const middle = Math.ceil(events.length / 2);
    const first = await trackAll(call, events.slice(0, middle), options);
    return [...first, ...(await trackAll(call, events.slice(middle), options))];
  }
}

function refusedOrThrow(error: unknown): TrackResult {
  if (error instanceof ApiError && batchErrors.has(error.status)) return { status: "refused", problem: error.problem };
  throw error;
}

function reportFailures(
  onError: NonNullable<ClientOptions["onError"]>,
  events: readonly UsageEvent[],
  results: readonly Settled<TrackResult>[],
): void {
  const failed = new Map<unknown, UsageEvent[]>();
  for (const [index, result] of results.entries()) {
    const event = events[index];
    if (event && "error" in result) failed.set(result.error, [...(failed.get(result.error) ?? []), event]);
  }
  for (const [error, lost] of failed) {
    try {
      onError(error, lost);
    } catch (thrown) {
      toConsole(thrown, lost);
    }
  }
}

function toConsole(error: unknown, events: readonly UsageEvent[]): void {
  const reason = error instanceof Error ? error.message : String(error);
  // biome-ignore lint/suspicious/noConsole: lost revenue must not be silent; `onError` replaces it.
  console.error(
    `Gatehouse: ${events.length} usage ${events.length === 1 ? "event wasn't" : "events weren't"} counted. ${reason}`,
  );
}

/** Adds an idempotency key, so that a retry is safe whatever happened to the first attempt. */
function withKey<Input extends { idempotencyKey?: string }>(input: Input): Input {
  return { ...input, idempotencyKey: input.idempotencyKey ?? crypto.randomUUID() };
}
