import "server-only";
import { lookup as lookUp } from "node:dns";
import { type ClientRequest, type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { env } from "@/lib/env";
import { isLoopback } from "@/lib/loopback";
import { isPublicAddress, refusalOfUrl } from "./address";

export type PostAnswer = { status: number; body: string };

const patienceMs = 10_000;
/** So much of an answer is kept, for people to read; the rest is not even received. */
const answerBytes = 2_048;

/**
 * Endpoints on one's own machine are for trying things out: never where customers are served, nor in a demo that others
 * reach, where they would be the host's own network.
 */
export const localEndpointsAllowed = (): boolean =>
  env.NODE_ENV !== "production" || (env.DEMO && isLoopback(env.APP_URL));

/**
 * Posts a body. A redirect is an answer and is not followed; a name that leads into a private network is not called, and
 * the address that was checked is the one that is called, so that a name cannot change its mind in between.
 *
 * @throws Error with a message that can be shown, when there is no answer within 10 seconds or the address is refused.
 */
export async function postMessage(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  local = localEndpointsAllowed(),
): Promise<PostAnswer> {
  const refusal = refusalOfUrl(url, local);
  if (refusal) throw new Error(refusal);
  const address = new URL(url);
  const send = address.protocol === "https:" ? requestHttps : requestHttp;
  const request = send(address, {
    method: "POST",
    headers: { ...headers, "content-length": String(Buffer.byteLength(body)) },
    signal: AbortSignal.timeout(patienceMs),
    agent: false,
    ...(local ? {} : { lookup: publicLookup }),
  });
  request.end(body);
  const response = await responseTo(request);
  return { status: response.statusCode ?? 0, body: await beginningOf(response) };
}

function responseTo(request: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.once("response", resolve);
    request.once("error", (error) => reject(error.name === "AbortError" ? tooSlow() : error));
  });
}

async function beginningOf(response: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of response) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= answerBytes) break;
    }
  } catch (error) {
    throw error instanceof Error && error.name === "AbortError" ? tooSlow() : error;
  } finally {
    response.destroy();
  }
  return Buffer.concat(chunks).subarray(0, answerBytes).toString("utf8").replaceAll("\0", "");
}

const tooSlow = () => new Error("No answer within 10 seconds.");

/** Node's own lookup, which refuses a name as soon as one of its addresses is private. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookUp(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, "", 0);
    const inside = addresses.find(({ address }) => !isPublicAddress(address));
    const [first] = addresses;
    if (inside || !first) return callback(new Error(`${hostname} is not on the public internet.`), "", 0);
    if (options.all) return callback(null, addresses);
    return callback(null, first.address, isIP(first.address));
  });
};
