import { type HttpAnswer, isProblem } from "./http";
import type { LimitReached, Problem } from "./types";

/** The API, or something in front of it, answered with an error: `status` and `code` identify it, `problem` has the details. */
export class ApiError extends Error {
  override readonly name: string = "ApiError";
  readonly status: number;
  /** Stable. `unreadable` if the answer isn't the API's own, such as a proxy's error page. */
  readonly code: string;
  /** Name it when you ask for support. */
  readonly requestId: string | undefined;

  constructor(
    readonly problem: Problem,
    /** How long the API asked to wait, in milliseconds. */
    readonly retryAfterMs: number | null = null,
  ) {
    super(problem.title);
    this.status = problem.status;
    this.code = problem.code;
    this.requestId = problem.requestId;
  }

  /** Whether the same request can succeed later without a change on your side. */
  get temporary(): boolean {
    return this.code === "unreadable" || temporaryStatuses.has(this.status);
  }
}

/** A 402: the plan doesn't allow it. Show the customer its `message` and a link to `upgradeUrl`. */
export class PaymentRequiredError extends ApiError {
  override readonly name = "PaymentRequiredError";
  /** The page where the customer can change that; null if the answer has none. */
  readonly upgradeUrl: string | null;

  constructor(problem: Problem) {
    super(problem);
    this.upgradeUrl = problem.upgradeUrl ?? null;
  }

  /** Which limit, how much of it is used, and when it resets; null if the reason is another one, such as a missing feature. */
  get limit(): LimitReached | null {
    return isLimitReached(this.problem) ? this.problem : null;
  }
}

/** Narrows the problem of a refused event or of a "no". */
export const isLimitReached = (problem: Problem | null): problem is LimitReached => problem?.code === "limit_reached";

/** Statuses for which a retry can succeed. */
export const temporaryStatuses = new Set([408, 425, 429, 500, 502, 503, 504]);

export function errorOf(answer: HttpAnswer): ApiError {
  const problem = isProblem(answer.body) ? answer.body : unreadable(answer);
  return problem.status === 402 ? new PaymentRequiredError(problem) : new ApiError(problem, answer.retryAfterMs);
}

/** A proxy may answer with a page instead of a problem document. */
export function unreadable({ status }: Pick<HttpAnswer, "status">): Problem {
  const redirected = status >= 300 && status < 400;
  const title = redirected
    ? `The address redirects (${status}). Use the one it leads to, such as https instead of http.`
    : `The API answered ${status}.`;
  return { type: "about:blank", title, status, code: redirected ? "redirected" : "unreadable" };
}
