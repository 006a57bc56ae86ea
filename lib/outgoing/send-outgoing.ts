import "server-only";
import { lookup as lookUp } from "node:dns";
import { type ClientRequest, type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { second } from "@/lib/durations";
import { env } from "@/lib/env";
import { isLoopback } from "@/lib/loopback";
import { isPublicAddress, urlError } from "./address";

export type OutgoingRequest = {
  method: "GET" | "POST";
  headers: Readonly<Record<string, string>>;
  body?: string | undefined;
  /** How much of the response is read. What exceeds it is cut off, or refused with `refuseLonger`. */
  maxBytes: number;
  refuseLonger?: boolean;
};

export type OutgoingResponse = { status: number; headers: IncomingMessage["headers"]; body: string };

/** Webhook receivers should respond first and work afterward. Half of the lease in `deliver-webhook.ts`. */
const timeoutMs = 10 * second;

/**
 * Whether addresses on this machine are allowed: for trying webhooks and identity providers in development and a local demo. Never
 * in production, nor in a public demo, where they would give visitors access to the host's network.
 */
export const localAddressesAllowed = (): boolean =>
  env.NODE_ENV !== "production" || (env.DEMO && isLoopback(env.APP_URL));

/**
 * Calls a URL that someone entered. Redirects are not followed. A host name that resolves to a private address is not called, and the
 * connection uses the very address that was checked, so that a DNS record can't change in between.
 *
 * @throws Error with a message that can be shown, if there is no response within 10 seconds or the URL is rejected.
 */
export async function sendOutgoing(
  url: string,
  { method, headers, body, maxBytes, refuseLonger = false }: OutgoingRequest,
  local = localAddressesAllowed(),
): Promise<OutgoingResponse> {
  const problem = urlError(url, local);
  if (problem) throw new Error(problem);
  const target = new URL(url);
  const send = target.protocol === "https:" ? requestHttps : requestHttp;
  const request = send(target, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) }) },
    signal: AbortSignal.timeout(timeoutMs),
    agent: false,
    ...(local ? {} : { lookup: publicLookup }),
  });
  request.end(body);
  const response = await responseTo(request);
  const bytes = await readStart(response, refuseLonger ? maxBytes + 1 : maxBytes);
  if (bytes.byteLength > maxBytes) throw new Error("The response is too long.");
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: bytes.toString("utf8").replaceAll("\0", ""),
  };
}

function responseTo(request: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.once("response", resolve);
    request.once("error", (error) => reject(error.name === "AbortError" ? timedOut() : error));
  });
}

async function readStart(response: IncomingMessage, bytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of response) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= bytes) break;
    }
  } catch (error) {
    throw error instanceof Error && error.name === "AbortError" ? timedOut() : error;
  } finally {
    response.destroy();
  }
  return Buffer.concat(chunks).subarray(0, bytes);
}

const timedOut = () => new Error("No response within 10 seconds.");

/** Node's own lookup. Rejects a name if any of its addresses is private. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookUp(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, "", 0);
    const isPrivate = addresses.some(({ address }) => !isPublicAddress(address));
    const [first] = addresses;
    if (isPrivate || !first) return callback(new Error(`${hostname} isn't on the public internet.`), "", 0);
    if (options.all) return callback(null, addresses);
    return callback(null, first.address, isIP(first.address));
  });
};
