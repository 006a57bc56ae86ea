import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { NodeRequest } from "srvx/node";
import { GET as features } from "@/app/api/v1/features/available/route";
import { POST as check } from "@/app/api/v1/features/check/route";
import { GET as subscriptionUsage } from "@/app/api/v1/subscription/usage/route";
import { GET as usage } from "@/app/api/v1/usage/current/route";
import { GET as limits } from "@/app/api/v1/usage/limits/route";
import { POST as track } from "@/app/api/v1/usage/track/route";
import { POST as webhook } from "@/app/api/webhooks/stripe/route";
import { looksLikeKey, looksLikePlatformKey } from "@/lib/keys";
import { logger } from "@/lib/logger";
import { apiPolicy, securityHeaders } from "@/lib/security-headers";

type Handler = (request: Request) => Promise<Response>;

/** A route's own handler, and which requests it accepts; all if omitted. */
type FastRoute = { handler: Handler; accepts?: (request: IncomingMessage) => boolean };

/** By method and path. */
type FastRoutes = ReadonlyMap<string, FastRoute>;

/** Without a key the caller may be a session, whose cookies only Next.js can read. */
const hasPlatformKey = ({ headers }: IncomingMessage): boolean => looksLikePlatformKey(headers.authorization ?? "");
const hasKey = ({ headers }: IncomingMessage): boolean => looksLikeKey(headers.authorization ?? "");

/**
 * The busiest endpoints, for which the Next.js router would cost several times what their handlers do. The handlers are
 * those the route files export, so the responses are the same.
 */
export const fastRoutes: FastRoutes = new Map<string, FastRoute>([
  ["POST /api/v1/usage/track", { handler: track }],
  ["POST /api/v1/features/check", { handler: check, accepts: hasPlatformKey }],
  ["POST /api/webhooks/stripe", { handler: webhook }],
  ["GET /api/v1/features/available", { handler: features, accepts: hasKey }],
  ["GET /api/v1/subscription/usage", { handler: subscriptionUsage, accepts: hasKey }],
  ["GET /api/v1/usage/current", { handler: usage, accepts: hasKey }],
  ["GET /api/v1/usage/limits", { handler: limits, accepts: hasKey }],
]);

const headers = [...securityHeaders, apiPolicy];

/** Serves `routes` directly and passes every other request to `next`. */
export function withFastPath(routes: FastRoutes, next: RequestListener): RequestListener {
  return (request, response) => {
    const route = routes.get(`${request.method} ${pathOf(request)}`);
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
