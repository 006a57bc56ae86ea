import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { NodeRequest } from "srvx/node";
import { POST as check } from "@/app/api/v1/features/check/route";
import { POST as track } from "@/app/api/v1/usage/track/route";
import { POST as webhook } from "@/app/api/webhooks/stripe/route";
import { env } from "@/lib/env";
import { looksLikePlatformKey } from "@/lib/keys";
import { logger } from "@/lib/logger";
import { securityHeaders } from "@/lib/security-headers";

type Handler = (request: Request) => Promise<Response>;

/** What answers, and who is let in; everybody, unless said. */
type Door = { handler: Handler; admits?: (request: IncomingMessage) => boolean };

/** By their path. */
type Doors = ReadonlyMap<string, Door>;

const bringsPlatformKey = ({ headers }: IncomingMessage): boolean => looksLikePlatformKey(headers.authorization ?? "");

/**
 * Routes that are asked so often that the way through Next to their handler would cost several times what the handler
 * does. Each door leads to the very handler that is in the route's file, and what it answers is the same.
 */
export const doors: Doors = new Map<string, Door>([
  ["/api/v1/usage/track", { handler: track }],
  // Without one somebody asks for their own organization: by its key, or by a session's cookie, which Next alone can read.
  ["/api/v1/features/check", { handler: check, admits: bringsPlatformKey }],
  ["/api/webhooks/stripe", { handler: webhook }],
]);

const headers = securityHeaders({ development: false, cardFields: Boolean(env.NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY) });

/** Answers the requests there is a door for, and hands all others to `next`. */
export function throughDoors(open: Doors, next: RequestListener): RequestListener {
  return (request, response) => {
    const door = request.method === "POST" ? open.get(pathOf(request)) : undefined;
    if (!door || door.admits?.(request) === false) return next(request, response);
    answer(door.handler, new NodeRequest({ req: request, res: response }), response).catch((error) => {
      logger.error({ err: error }, "a request was left without an answer");
      response.destroy();
    });
  };
}

/** What these routes answer is whole when it is answered: it is sent at once, with its length. */
async function answer(handler: Handler, request: Request, response: ServerResponse): Promise<void> {
  const answered = await handler(request);
  const body = Buffer.from(await answered.arrayBuffer());
  response.statusCode = answered.status;
  response.setHeaders(answered.headers);
  for (const { key, value } of headers) response.setHeader(key, value);
  response.end(body);
}

/** Letter by letter: an address that Next would read as another one's is Next's to read. */
function pathOf({ url = "" }: IncomingMessage): string {
  const query = url.indexOf("?");
  return query < 0 ? url : url.slice(0, query);
}
