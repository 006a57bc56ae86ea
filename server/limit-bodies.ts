import { IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { bodyLimitOf } from "@/lib/body-limit";
import { problem, tooLarge } from "@/lib/http";

/** How long a refused client has to read why, before the connection closes. Its unread data would reset it at once. */
const lingerMs = 500;

/**
 * Refuses bodies over the limit before `next` sees the request, without reading them: Next.js buffers up to 10 MB of every
 * request, and reads the rest to its end.
 */
export function limitBodies(next: RequestListener): RequestListener {
  return (request, response) => {
    const limit = bodyLimitOf(pathOf(request), { get: (name) => headerOf(request, name) });
    const announced = request.headers["content-length"];
    // Node ends a body at the length it announces.
    if (announced !== undefined && Number(announced) > limit) return refuse(request, response, limit);
    if (request.headers["transfer-encoding"] === undefined) return next(request, response);
    readWhole(request, limit).then(
      (body) => (body ? next(withBody(request, body), response) : refuse(request, response, limit)),
      // The client disconnected.
      () => response.destroy(),
    );
  };
}

/** The body; undefined as soon as it exceeds the limit. @throws Error when the client disconnects. */
async function readWhole(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += chunk.byteLength;
    if (size > limit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The same request with a body that was read already. */
function withBody(request: IncomingMessage, body: Buffer): IncomingMessage {
  const { method, url, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor, socket } = request;
  const head = { method, url, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor, complete: true };
  const replayed = Object.assign(new IncomingMessage(socket), head);
  replayed.push(body);
  replayed.push(null);
  return replayed;
}

/** Answers, and reads no more: the client may have any amount left to send. */
async function refuse(request: IncomingMessage, response: ServerResponse, limit: number): Promise<void> {
  request.pause();
  const answer = problem(tooLarge(limit));
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
