import { IncomingMessage } from "node:http";
import { bodyTimeoutMs, tooLarge, tooSlow } from "@/lib/http";

type Limits = {
  /** In bytes. */
  limit: number;
  timeoutMs?: number;
};

/**
 * The body.
 *
 * @throws GatehouseError `too_large` as soon as it exceeds the limit, `request_timeout`; another Error when the client disconnects.
 */
export async function readWhole(
  request: IncomingMessage,
  { limit, timeoutMs = bodyTimeoutMs }: Limits,
): Promise<Buffer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(tooSlow()), timeoutMs);
  });
  try {
    return await Promise.race([readAll(request, limit), late]);
  } finally {
    clearTimeout(timer);
  }
}

async function readAll(request: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += chunk.byteLength;
    if (size > limit) throw tooLarge(limit);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The same request with a body that was read already. */
export function withBody(request: IncomingMessage, body: Buffer): IncomingMessage {
  const { method, url, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor, socket } = request;
  const head = { method, url, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor, complete: true };
  const replayed = Object.assign(new IncomingMessage(socket), head);
  replayed.push(body);
  replayed.push(null);
  return replayed;
}
