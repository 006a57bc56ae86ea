import "server-only";
import { sendOutgoing } from "./send-outgoing";

/** What openid-client passes to its `fetch`. */
type FetchInit = { method: string; headers: Record<string, string>; body?: unknown };

/** Discovery documents and key sets are a few kilobytes. */
const maxBytes = 256 * 1024;

/**
 * `fetch` for libraries, through `sendOutgoing`: no private addresses, no redirects, a deadline, and at most 256 KB.
 *
 * @throws Error as `sendOutgoing` does.
 */
export async function guardedFetch(url: string, { method, headers, body }: FetchInit): Promise<Response> {
  const response = await sendOutgoing(url, {
    method: method === "POST" ? "POST" : "GET",
    headers,
    body: body === undefined || body === null ? undefined : String(body),
    maxBytes,
    refuseLonger: true,
  });
  const type = response.headers["content-type"];
  return new Response(bodiless.has(response.status) ? null : response.body, {
    status: response.status,
    headers: type ? { "content-type": type } : {},
  });
}

const bodiless = new Set([204, 205, 304]);
