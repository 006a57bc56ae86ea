import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { isSameOrigin } from "@/lib/auth/requests/same-origin";
import { env } from "@/lib/env";
import { forbidden, GatehouseError, invalidInput } from "@/lib/errors";
import { problem } from "@/lib/http";

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/**
 * Refuses requests that would make Next.js respond with 500 and log an error: other methods, URLs that can't be decoded, and forms and
 * actions that another site sends to a page. Endpoints check the origin themselves.
 */
export function refuseMalformed(next: RequestListener): RequestListener {
  return (request, response) => {
    const refusal = refusalOf(request);
    if (refusal) refuse(request, response, refusal);
    else next(request, response);
  };
}

function refusalOf(request: IncomingMessage): GatehouseError | undefined {
  const { method = "", url = "" } = request;
  if (!methods.includes(method)) {
    return new GatehouseError("method_not_allowed", `${method} isn't supported.`, { allow: methods.join(", ") });
  }
  const path = url.split("?", 1)[0] ?? "";
  if (!path.startsWith("/") || !isDecodable(path)) {
    return invalidInput("The URL contains characters that can't be decoded.");
  }
  if (path.startsWith("/api/") || isSameOrigin(method, headersOf(request), env.APP_URL)) return undefined;
  return forbidden("This request was sent by another site.", { reason: "cross_origin" });
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

function headersOf({ headers }: IncomingMessage): Headers {
  const known = ["sec-fetch-site", "origin", "host"].map((name) => [name, headers[name]]);
  return new Headers(known.filter((pair): pair is [string, string] => typeof pair[1] === "string"));
}

/** Responds with a problem document, without reading the body. */
export async function refuse(request: IncomingMessage, response: ServerResponse, error: GatehouseError): Promise<void> {
  request.resume();
  const answer = problem(error);
  const body = Buffer.from(await answer.arrayBuffer());
  response.writeHead(answer.status, {
    ...Object.fromEntries(answer.headers),
    ...(error.details.allow ? { Allow: String(error.details.allow) } : {}),
    "Content-Length": body.byteLength,
    // The rest of the body could be any size.
    Connection: "close",
  });
  response.end(body);
}
