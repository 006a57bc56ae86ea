import type { z } from "zod";
import { GatehouseError, invalidInput } from "@/lib/errors";
import { logger } from "@/lib/logger";
import { told } from "@/lib/observe-answers";
import { parseInput } from "@/lib/parse-input";
import { problemDocument } from "@/lib/problem";

/** Largest body a route reads, in bytes; design: 1 MiB, the webhook 512 KiB. */
export const bodyLimit = 1024 * 1024;

/** An error as `application/problem+json` (RFC 9457). Unknown errors are logged and answered without their text. */
export function problem(error: unknown): Response {
  const known = asGatehouseError(error);
  const body = problemDocument(known);
  const { status } = body;
  const headers = new Headers({ "Content-Type": "application/problem+json", "Cache-Control": "no-store" });
  if (status === 503 || status === 429) headers.set("Retry-After", String(known.details.retryAfter ?? 2));
  return Response.json(body, { status, headers });
}

/** Codes of postgres.js and Node that mean the database or Stripe is away, not that we are wrong. */
const awayCodes = new Set([
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
  // Deadlock and serialization failure: the same again will do.
  "40P01",
  "40001",
]);

/** Text, numbers and dates which PostgreSQL cannot store: NUL, half a surrogate pair, more than a column holds, the year 0. */
const unstorableCodes = new Set(["22021", "22P02", "22P05", "22003", "22001", "22007", "22008"]);

/** What an error is to the caller. Outages are told as such, bad values as bad input; a bug is logged and hidden. */
export function asGatehouseError(error: unknown): GatehouseError {
  if (error instanceof GatehouseError) return error;
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof GatehouseError) return cause;
    if ("code" in cause && unstorableCodes.has(String(cause.code))) {
      return invalidInput("A value holds characters or a number that cannot be stored.");
    }
    if ("code" in cause && awayCodes.has(String(cause.code))) {
      logger.warn({ code: cause.code }, "a service is away");
      return new GatehouseError("unavailable", "A service Gatehouse needs is away. Nothing was changed; try again.");
    }
  }
  logger.error({ err: error }, "unexpected error");
  return new GatehouseError(
    "internal",
    "Something went wrong on our side. Look whether it was done before you try again.",
  );
}

/**
 * Reads and checks a JSON body.
 *
 * @throws GatehouseError `too_large` over the limit, `invalid_input` naming each field and why.
 */
export async function readJson<Schema extends z.ZodType>(request: Request, schema: Schema): Promise<z.output<Schema>> {
  const text = await readText(request, bodyLimit);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw invalidInput("The body is not JSON.");
  }
  return parseInput(schema, body);
}

/**
 * The raw body, refused as soon as it grows over `limit` bytes. Read until it is as long as it was announced: to be told
 * that it has ended, as the iterator of the stream waits to be, costs as much again. @throws GatehouseError `too_large`.
 */
export async function readText(request: Request, limit: number): Promise<string> {
  // Made when it is needed: an error takes note of where it was made, which costs as much as reading a small body.
  const tooLarge = () => new GatehouseError("too_large", `The body is over ${limit} bytes.`);
  const announced = request.headers.get("content-length");
  const length = announced === null ? undefined : Number(announced);
  if (length !== undefined && length > limit) throw tooLarge();
  const reader = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  while (reader && size !== length) {
    const { done, value } = await reader.read().catch(cutShort);
    if (done) break;
    size += value.byteLength;
    chunks.push(value);
    if (size > limit) {
      await reader.cancel();
      throw tooLarge();
    }
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Who sent it went away: that is nobody's failure here, and least of all a service's that is away. */
function cutShort(): never {
  throw invalidInput("The body was cut short.");
}

/** A body that is sent as it is made, piece by piece, at the reader's pace. */
export function streamed(pieces: AsyncIterator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await pieces.return?.();
    },
  });
}

/** Header fields an answer gets whatever it turns out to be. */
const added = new WeakMap<Request, readonly [string, string][]>();

/** Says something in the header of the answer to `request`, of a refusal too. */
export function addHeaders(request: Request, headers: readonly [string, string][]): void {
  added.set(request, [...(added.get(request) ?? []), ...headers]);
}

/** Wraps a route handler: what it throws becomes a problem document. */
export function route<Args extends unknown[]>(handler: (request: Request, ...args: Args) => Promise<Response>) {
  return async (request: Request, ...args: Args): Promise<Response> => {
    let answer: Response;
    try {
      answer = await handler(request, ...args);
    } catch (error) {
      answer = problem(error);
    }
    for (const [name, value] of added.get(request) ?? []) answer.headers.set(name, value);
    const hearing = told(request, answer);
    if (hearing) await hearing;
    return answer;
  };
}
