import type { Problem } from "./types";

/** One request and its answer. The client and the application's own pages send their requests with it. */
export type HttpRequest = {
  /** Absolute, or in a page relative to it. */
  url: string;
  method: string;
  query?: object | undefined;
  headers?: Record<string, string> | undefined;
  /** Sent as JSON. */
  body?: unknown;
  signal?: AbortSignal | undefined;
  /** How long the whole answer may take, its body included. No limit if omitted. */
  timeoutMs?: number | undefined;
  redirect?: RequestRedirect | undefined;
  fetch?: typeof fetch | undefined;
};

/** A complete answer. `body` is undefined if it isn't JSON. */
export type HttpAnswer = { status: number; ok: boolean; retryAfterMs: number | null; body: unknown };

/** No answer arrived: the connection failed, or the answer took too long. The request may have had its effect. */
export class ConnectionError extends Error {
  override readonly name = "ConnectionError";

  constructor(
    message: string,
    /** Whether `timeoutMs` ended it. */
    readonly timedOut: boolean,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

/**
 * Sends a request and reads its answer.
 *
 * @throws ConnectionError without an answer; what `signal` was aborted with, once it is.
 */
export async function sendRequest(request: HttpRequest): Promise<HttpAnswer> {
  request.signal?.throwIfAborted();
  const limit = timeLimit(request);
  try {
    const response = await (request.fetch ?? fetch)(urlOf(request), initOf(request, limit.signal));
    const { status, ok, headers } = response;
    return { status, ok, retryAfterMs: retryAfterMs(headers), body: fromJson(await response.text()) };
  } catch (error) {
    if (request.signal?.aborted || isAbort(error, limit.timedOut())) throw request.signal?.reason ?? error;
    if (limit.timedOut()) throw new ConnectionError(`No answer within ${request.timeoutMs} ms.`, true, error);
    throw new ConnectionError(`The connection failed: ${messageOf(error)}`, false, error);
  } finally {
    limit.clear();
  }
}

/**
 * A signal for one request. Not `AbortSignal.any` or `.timeout`: the first keeps every signal it was made of alive as long as
 * the longest-lived one in Node.js 20 and 22, and the second's timer can't be cleared.
 */
function timeLimit({ signal, timeoutMs }: HttpRequest) {
  if (timeoutMs === undefined) return { signal, timedOut: () => false, clear: () => undefined };
  const controller = new AbortController();
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    controller.abort();
  }, timeoutMs);
  const onAbort = () => controller.abort(signal?.reason);
  signal?.addEventListener("abort", onAbort, { once: true });
  return {
    signal: controller.signal,
    timedOut: () => timedOut,
    clear: () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
    },
  };
}

function urlOf({ url, query }: HttpRequest): string {
  const entries = Object.entries(query ?? {}).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return query === undefined ? url : `${url}?${new URLSearchParams(entries)}`;
}

function initOf({ method, headers, body, redirect }: HttpRequest, signal: AbortSignal | undefined): RequestInit {
  return {
    method,
    headers: { "Content-Type": "application/json", ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(redirect === undefined ? {} : { redirect }),
    ...(signal ? { signal } : {}),
  };
}

const isAbort = (error: unknown, timedOut: boolean): boolean =>
  !timedOut && error instanceof DOMException && error.name === "AbortError";

/** Node's `fetch` says no more than "fetch failed", and the reason in the cause. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error && error.cause.message ? error.cause.message : error.message;
}

/** The header is a number of seconds or a date (RFC 9110, 10.2.3). */
function retryAfterMs(headers: Headers): number | null {
  const value = headers.get("retry-after");
  if (!value) return null;
  const ms = /^\d+(\.\d+)?$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : null;
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether a body is a problem document (RFC 9457) of the API. */
export const isProblem = (body: unknown): body is Problem =>
  typeof body === "object" && body !== null && "title" in body && "status" in body && "code" in body;
