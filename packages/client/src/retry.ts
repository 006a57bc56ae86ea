import type { HttpAnswer } from "./http";
import { errorOf, temporaryStatuses } from "./problem";

export type RetrySettings = {
  /** How often one request is sent in all. */
  attempts: number;
  /** The first wait, which doubles each time, and the longest, in milliseconds. */
  firstWaitMs: number;
  longestWaitMs: number;
  /** If the API asks for a longer wait than this, in milliseconds, the call fails at once with its `retryAfterMs`. */
  longestRetryAfterMs: number;
};

/**
 * How long to wait before the next attempt: what the server asks for, plus a time that doubles with each attempt. Between
 * half of that and all of it, at random, so that clients don't all retry at once.
 *
 * @param retryAfterMs what the server asks for; null if nothing.
 * @param chance from 0 to 1.
 */
export function waitBefore(
  attempt: number,
  retryAfterMs: number | null,
  { firstWaitMs, longestWaitMs }: Pick<RetrySettings, "firstWaitMs" | "longestWaitMs">,
  chance: number,
): number {
  const doubled = Math.min(longestWaitMs, firstWaitMs * 2 ** attempt);
  return (retryAfterMs ?? 0) + doubled * (0.5 + chance / 2);
}

/**
 * Sends a request until an answer arrives. Only for requests that have an idempotency key, or that only read.
 *
 * @returns the body, from JSON.
 * @throws ApiError for an error of the API; the network's own error when no attempt got an answer; what `signal` was aborted
 *   with, once it is.
 */
export async function sendWithRetries(
  send: () => Promise<HttpAnswer>,
  settings: RetrySettings,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  for (let attempt = 0; ; attempt += 1) {
    const last = attempt + 1 >= settings.attempts;
    const answer = await send().catch((error: unknown) => {
      if (last || signal?.aborted) throw error;
      return null;
    });
    if (answer?.ok && answer.body !== undefined) return answer.body;
    if (answer && (last || !mayRetry(answer, settings))) throw errorOf(answer);
    await sleep(waitBefore(attempt, answer?.retryAfterMs ?? null, settings, Math.random()), signal);
  }
}

/** A 200 that isn't JSON was cut short: a retry returns the same answer in full. A proxy's 4xx page stays one. */
function mayRetry(answer: HttpAnswer, { longestRetryAfterMs }: RetrySettings): boolean {
  if ((answer.retryAfterMs ?? 0) > longestRetryAfterMs) return false;
  return answer.ok || temporaryStatuses.has(answer.status);
}

function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", onAbort);
      resolve();
    }, ms);
    if (signal?.aborted) onAbort();
    else signal?.addEventListener("abort", onAbort, { once: true });
  });
}
