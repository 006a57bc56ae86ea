import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { NodeRequest } from "srvx/node";
import { POST as check } from "@/app/api/v1/features/check/route";
import { POST as track } from "@/app/api/v1/usage/track/route";
import { POST as webhook } from "@/app/api/webhooks/stripe/route";
import { looksLikePlatformKey } from "@/lib/keys";
import { logger } from "@/lib/logger";
import { apiPolicy, securityHeaders } from "@/lib/security-headers";

type Handler = (request: Request) => Promise<Response>;

/** A route's own handler, and which requests it accepts; all if omitted. */
type FastRoute = { handler: Handler; accepts?: (request: IncomingMessage) => boolean };

/** By path. */
type FastRoutes = ReadonlyMap<string, FastRoute>;

const hasPlatformKey = ({ headers }: IncomingMessage): boolean => looksLikePlatformKey(headers.authorization ?? "");

/**
 * The busiest endpoints, for which the Next.js router would cost several times what their handlers do. The handlers are
 * those the route files export, so the responses are the same.
 */
export const fastRoutes: FastRoutes = new Map<string, FastRoute>([
  ["/api/v1/usage/track", { handler: track }],
  // Without a platform key the caller may be a session, whose cookies only Next.js can read.
  ["/api/v1/features/check", { handler: check, accepts: hasPlatformKey }],
  ["/api/webhooks/stripe", { handler: webhook }],
]);

const headers = [...securityHeaders, apiPolicy];

/** Serves `routes` directly and passes every other request to `next`. */
export function withFastPath(routes: FastRoutes, next: RequestListener): RequestListener {
  return (request, response) => {
    const route = request.method === "POST" ? routes.get(pathOf(request)) : undefined;
    if (!route || route.accepts?.(request) === false) return next(request, response);
    respond(route.handler, new NodeRequest({ req: request, res: response }), response).catch((error) => {
      logger.error({ err: error }, "a request got no response");
      response.destroy();
    });
  };
}

/** These handlers don't stream, so the response is sent at once, with its length. */
async function respond(handler: Handler, request: Request, response: ServerResponse): Promise<void> {
  const result = await handler(request);
  const body = Buffer.from(await result.arrayBuffer());
  response.statusCode = result.status;
  response.setHeaders(result.headers);
  for (const { key, value } of headers) response.setHeader(key, value);
  response.end(body);
}

/** Not normalized: a path that only matches after normalization is left to Next.js. */
function pathOf({ url = "" }: IncomingMessage): string {
  const query = url.indexOf("?");
  return query < 0 ? url : url.slice(0, query);
}
