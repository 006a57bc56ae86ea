import type { Problem } from "./types";

/** A refusal of the API: `status` and `code` say which, `problem` holds the rest. */
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
  /** How often one request is tried in all. */
  attempts: number;
  /** The first wait, doubled each time, and the longest one, in milliseconds. */
  firstWaitMs: number;
  longestWaitMs: number;
};

/** Too many at once, or away: what waiting can mend. Anything else would be refused again. */
const passing = new Set([408, 429, 500, 502, 503, 504]);

/**
 * How long to wait before trying again: what the server asks for, else twice as long each time. Between half of it and
 * all, by chance, so that many clients do not come back at once.
 *
 * @param chance from 0 to 1.
 */
export function waitBefore(attempt: number, asked: number | null, settings: RetrySettings, chance: number): number {
  const doubled = Math.min(settings.longestWaitMs, settings.firstWaitMs * 2 ** attempt);
  return (asked === null ? 0 : asked * 1000) + doubled * (0.5 + chance / 2);
}

/**
 * Sends a request until it is answered. Safe for whatever carries an idempotency key, or only reads.
 *
 * @throws ApiError for what the API refuses; the network's own error when no attempt was answered.
 */
export async function sendWithRetries(
  send: () => Promise<Response>,
  settings: RetrySettings,
  sleep: (ms: number) => Promise<void>,
): Promise<Response> {
  for (let attempt = 0; ; attempt += 1) {
    const last = attempt + 1 >= settings.attempts;
    const outcome = await send().catch((error: unknown) => {
      if (last) throw error;
      return null;
    });
    if (outcome?.ok) return outcome;
    if (outcome && (last || !passing.has(outcome.status))) throw new ApiError(await problemOf(outcome));
    await sleep(waitBefore(attempt, outcome && retryAfter(outcome), settings, Math.random()));
  }
}

function retryAfter(response: Response): number | null {
  const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}

/** A proxy in between may answer with a page instead of a problem. */
async function problemOf(response: Response): Promise<Problem> {
  const text = await response.text();
  try {
    return JSON.parse(text) as Problem;
  } catch {
    return { title: `The API answered ${response.status}.`, status: response.status, code: "unreadable" };
  }
}
