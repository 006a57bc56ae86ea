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

/** An answer that has arrived to its last byte. */
type Answer = { status: number; ok: boolean; retryAfter: number | null; body: unknown };

/**
 * Sends a request until it is answered, to the answer's last byte: one that breaks off in the middle is no answer. Safe for
 * whatever carries an idempotency key, or only reads.
 *
 * @returns the body, from JSON.
 * @throws ApiError for what the API refuses; the network's own error when no attempt was answered.
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
    // An "ok" that cannot be read is half of one: the same again brings the whole.
    const passes = answer === null || answer.ok || passing.has(answer.status);
    if (answer && (last || !passes)) throw new ApiError(problemOf(answer));
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

/** A proxy in between may answer with a page instead of a problem. */
function problemOf({ status, body }: Answer): Problem {
  return isProblem(body) ? body : { title: `The API answered ${status}.`, status, code: "unreadable" };
}

const isProblem = (body: unknown): body is Problem =>
  typeof body === "object" && body !== null && "title" in body && "status" in body && "code" in body;
