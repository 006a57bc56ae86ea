import type { Problem } from "./types";

/** An error of the API: `status` and `code` identify it, `problem` has the details. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  readonly code: string;

  constructor(readonly problem: Problem) {
    super(problem.title);
    this.status = problem.status;
    this.code = problem.code;
  }
}

export type RetrySettings = {
  /** How often one request is sent in all. */
  attempts: number;
  /** The first wait, which doubles each time, and the longest, in milliseconds. */
  firstWaitMs: number;
  longestWaitMs: number;
};

/** Statuses for which a retry can succeed. */
const retryable = new Set([408, 429, 500, 502, 503, 504]);

/**
 * How long to wait before the next attempt: what the server asks for, plus a time that doubles with each attempt. Between
 * half of that and all of it, at random, so that clients don't all retry at once.
 *
 * @param chance from 0 to 1.
 */
export function waitBefore(
  attempt: number,
  retryAfter: number | null,
  settings: RetrySettings,
  chance: number,
): number {
  const doubled = Math.min(settings.longestWaitMs, settings.firstWaitMs * 2 ** attempt);
  return (retryAfter === null ? 0 : retryAfter * 1000) + doubled * (0.5 + chance / 2);
}

/** A response received completely. */
type Answer = { status: number; ok: boolean; retryAfter: number | null; body: unknown };

/**
 * Sends a request until a complete answer arrives. Only for requests that have an idempotency key, or that only read.
 *
 * @returns the body, from JSON.
 * @throws ApiError for an error of the API; the network's own error when no attempt got an answer.
 */
export async function sendWithRetries(
  send: () => Promise<Response>,
  settings: RetrySettings,
  sleep: (ms: number) => Promise<void>,
): Promise<unknown> {
  for (let attempt = 0; ; attempt += 1) {
    const last = attempt + 1 >= settings.attempts;
    const answer = await send()
      .then(received)
      .catch((error: unknown) => {
        if (last) throw error;
        return null;
      });
    if (answer?.ok && answer.body !== undefined) return answer.body;
    // A 200 that isn't JSON was cut short: a retry returns the same answer in full.
    const mayRetry = answer === null || answer.ok || retryable.has(answer.status);
    if (answer && (last || !mayRetry)) throw new ApiError(problemOf(answer));
    await sleep(waitBefore(attempt, answer?.retryAfter ?? null, settings, Math.random()));
  }
}

async function received(response: Response): Promise<Answer> {
  const { status, ok } = response;
  return { status, ok, retryAfter: retryAfter(response), body: fromJson(await response.text()) };
}

function retryAfter(response: Response): number | null {
  const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A proxy may answer with a page instead of a problem document. */
function problemOf({ status, body }: Answer): Problem {
  return isProblem(body)
    ? body
    : { type: "about:blank", title: `The API answered ${status}.`, status, code: "unreadable" };
}

const isProblem = (body: unknown): body is Problem =>
  typeof body === "object" && body !== null && "title" in body && "status" in body && "code" in body;
