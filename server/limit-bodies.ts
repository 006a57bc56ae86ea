import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { bodyLimitOf } from "@/lib/body-limit";
import { GatehouseError } from "@/lib/errors";
import { bodyTimeoutMs, problem, tooLarge } from "@/lib/http";
import { readWhole, withBody } from "./request-body";

/** How long a refused client has to read why, before the connection closes. Its unread data would reset it at once. */
const lingerMs = 500;

/**
 * Refuses bodies over the limit before `next` sees the request, without reading them: Next.js buffers up to 10 MB of every
 * request, and reads the rest to its end.
 */
export function limitBodies(next: RequestListener, { timeoutMs = bodyTimeoutMs } = {}): RequestListener {
  return (request, response) => {
    const limit = bodyLimitOf(pathOf(request), { get: (name) => headerOf(request, name) });
    const announced = request.headers["content-length"];
    // Node ends a body at the length it announces.
    if (announced !== undefined && Number(announced) > limit) return refuse(request, response, tooLarge(limit));
    if (request.headers["transfer-encoding"] === undefined) return next(request, response);
    readWhole(request, { limit, timeoutMs }).then(
      (body) => next(withBody(request, body), response),
      (error: unknown) => refuseUnread(request, response, error),
    );
  };
}

/** Answers why a body wasn't read. If its client has disconnected, there is no one to answer. */
export function refuseUnread(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  if (error instanceof GatehouseError) void refuse(request, response, error);
  else response.destroy();
}

/** Answers, and reads no more: the client may have any amount left to send. */
async function refuse(request: IncomingMessage, response: ServerResponse, error: GatehouseError): Promise<void> {
  request.pause();
  const answer = problem(error);
  const body = Buffer.from(await answer.arrayBuffer());
  response.writeHead(answer.status, {
    ...Object.fromEntries(answer.headers),
    "Content-Length": body.byteLength,
    Connection: "close",
  });
  response.write(body);
  const closing = setTimeout(() => request.socket.destroy(), lingerMs).unref();
  response.on("close", () => clearTimeout(closing));
}

function headerOf({ headers }: IncomingMessage, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join() : value;
}

/** Not decoded: a path that names a page only after decoding gets the lower limit. */
const pathOf = ({ url = "/" }: IncomingMessage): string => url.split("?", 1)[0] ?? "/";
