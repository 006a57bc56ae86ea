import type { z } from "zod";
import { bodyLimit, bringsCredentials, publicBodyLimit } from "@/lib/body-limit";
import { second } from "@/lib/durations";
import { GatehouseError, invalidInput, problemDocument } from "@/lib/errors";
import { logger } from "@/lib/logger";
import { formatNumber } from "@/lib/numbers";
import { parseInput } from "@/lib/parse-input";
import { notifyObserver } from "@/lib/response-observer";
import {
  currentRequestId,
  givenRequestId,
  reportError,
  requestIdHeader,
  telemetry,
  withRequestId,
} from "@/lib/telemetry";

/** An error as `application/problem+json` (RFC 9457). Unexpected errors are logged, and answered without their text. */
export function problem(error: unknown): Response {
  const known = asGatehouseError(error);
  const requestId = currentRequestId();
  const body = { ...problemDocument(known), ...(requestId === undefined ? {} : { requestId }) };
  const { status } = body;
  const headers = new Headers({ "Content-Type": "application/problem+json", "Cache-Control": "no-store" });
  // The rest of its body is still to come.
  if (status === 408) headers.set("Connection", "close");
  if (status === 503 || status === 429) headers.set("Retry-After", String(known.details.retryAfter ?? 2));
  return Response.json(body, { status, headers });
}

/** Codes of postgres.js and Node which mean that the database or Stripe isn't responding. */
const outageCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EPIPE",
  "CONNECT_TIMEOUT",
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
  "57P01",
  "57P02",
  "57P03",
  "53300",
  "55P03",
  "57014",
  // Deadlock and serialization failure: a retry succeeds.
  "40P01",
  "40001",
]);

/** Values PostgreSQL cannot store: NUL, half a surrogate pair, text or numbers out of range, the year 0. */
const unstorableCodes = new Set(["22021", "22P02", "22P05", "22003", "22001", "22007", "22008"]);

/** The error that callers may see: outages become `unavailable`, values that cannot be stored `invalid_input`, bugs `internal`. */
export function asGatehouseError(error: unknown): GatehouseError {
  if (error instanceof GatehouseError) return error;
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof GatehouseError) return cause;
    if ("code" in cause && unstorableCodes.has(String(cause.code))) {
      return invalidInput("A value contains characters or a number that can't be stored.");
    }
    if ("code" in cause && outageCodes.has(String(cause.code))) {
      logger.warn({ code: cause.code }, "a service is unavailable");
      return new GatehouseError(
        "unavailable",
        "A service Gatehouse depends on isn't responding. Nothing was changed. Try again.",
      );
    }
  }
  const counter = telemetry()?.unexpectedErrors.with();
  if (counter) counter.value += 1;
  logger.error({ err: error }, "unexpected error");
  reportError(error);
  return new GatehouseError(
    "internal",
    "Something went wrong on our end. Check whether the change was applied before retrying.",
  );
}

/** A JSON answer of the API, which no cache may keep. */
export const jsonAnswer = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: jsonHeaders });

const jsonHeaders = { "Content-Type": "application/json", "Cache-Control": "no-store" };

/**
 * Reads and validates a JSON body. Without a session or key it may be small only.
 *
 * @throws GatehouseError `too_large` over the limit, `request_timeout` if it trickles, `invalid_input` naming each field and why.
 */
export async function readJson<Schema extends z.ZodType>(request: Request, schema: Schema): Promise<z.output<Schema>> {
  const text = await readText(request, bringsCredentials(request.headers) ? bodyLimit : publicBodyLimit);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw invalidInput("The body isn't valid JSON.");
  }
  return parseInput(schema, body);
}

/** How long a body may take to arrive. Ours are small; one that trickles holds a connection, and is a mistake or an attack. */
export const bodyTimeoutMs = 10 * second;

export const tooSlow = () =>
  new GatehouseError("request_timeout", "The body took too long to arrive. Nothing was saved. Try again.");

export const tooLarge = (limit: number) =>
  new GatehouseError("too_large", `The body is larger than ${formatNumber(limit)} bytes.`);

/**
 * The raw body, rejected as soon as it exceeds `limit` bytes. Stops at the announced length: waiting for the stream to
 * report its end would double the cost of reading a small body.
 *
 * @throws GatehouseError `too_large`; `request_timeout` if it takes longer than `timeoutMs`.
 */
export async function readText(request: Request, limit: number, timeoutMs = bodyTimeoutMs): Promise<string> {
  return (await readBytes(request, limit, timeoutMs)).toString("utf8");
}

/** The same without decoding it. */
export async function readBytes(request: Request, limit: number, timeoutMs = bodyTimeoutMs): Promise<Buffer> {
  const announced = request.headers.get("content-length");
  const length = announced === null ? undefined : Number(announced);
  if (length !== undefined && length > limit) throw tooLarge(limit);
  const reader = request.body?.getReader();
  if (!reader) return Buffer.alloc(0);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(tooSlow()), timeoutMs);
  });
  try {
    return await Promise.race([readAll(reader, { limit, length }), late]);
  } finally {
    clearTimeout(timer);
  }
}

type Reader = ReadableStreamDefaultReader<Uint8Array>;

async function readAll(reader: Reader, { limit, length }: { limit: number; length: number | undefined }) {
  const chunks: Uint8Array[] = [];
  let size = 0;
  while (size !== length) {
    const { done, value } = await reader.read().catch(cutShort);
    if (done) break;
    size += value.byteLength;
    chunks.push(value);
    if (size > limit) {
      await reader.cancel();
      throw tooLarge(limit);
    }
  }
  return Buffer.concat(chunks);
}

/** The client closed the connection. Without this, its reset would look like an outage of ours. */
function cutShort(): never {
  throw invalidInput("The body is incomplete.");
}

/** A body that is produced chunk by chunk, at the reader's pace. */
export function streamed(chunks: AsyncIterator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await chunks.return?.();
    },
  });
}

/** Headers of the answer to a request, an error included. */
const addedHeaders = new WeakMap<Request, readonly [string, string][]>();

/** Adds headers to the answer to `request`, even if it is an error. */
export function addHeaders(request: Request, headers: readonly [string, string][]): void {
  addedHeaders.set(request, [...(addedHeaders.get(request) ?? []), ...headers]);
}

/**
 * Wraps a route handler: errors become problem documents. Our web server gives each request an ID; under another one, a request
 * has the ID it brings.
 */
export function route<Args extends unknown[]>(handler: (request: Request, ...args: Args) => Promise<Response>) {
  const answering = answered(handler);
  return async (request: Request, ...args: Args): Promise<Response> => {
    const given = currentRequestId() === undefined ? givenRequestId(request.headers.get(requestIdHeader)) : undefined;
    if (given === undefined) return answering(request, ...args);
    const answer = await withRequestId(given, () => answering(request, ...args));
    answer.headers.set(requestIdHeader, given);
    return answer;
  };
}

function answered<Args extends unknown[]>(handler: (request: Request, ...args: Args) => Promise<Response>) {
  return async (request: Request, ...args: Args): Promise<Response> => {
    let answer: Response;
    try {
      answer = await handler(request, ...args);
    } catch (error) {
      answer = problem(error);
    }
    for (const [name, value] of addedHeaders.get(request) ?? []) answer.headers.set(name, value);
    const observed = notifyObserver(request, answer);
    if (observed) await observed;
    return answer;
  };
}
