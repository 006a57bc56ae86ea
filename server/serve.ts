import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type createNext from "next";
import { catalog } from "@/lib/catalog";
import { logger } from "@/lib/logger";
import { onSignals } from "../scripts/signals";
import { doors, throughDoors } from "./doors";
import type { Options } from "./options";
import { serveSite } from "./site";

/** For so long whoever asks is told that the connection ends; then the door is shut. */
const lastOrdersMs = 100;

/** Serves through the doors where there is one, and by Next all else, until a signal ends it. */
export async function serve(app: ReturnType<typeof createNext>, options: Options): Promise<void> {
  const { port, hostname, keepAliveTimeout } = options;
  const byNext = app.getRequestHandler();
  const pages = serveSite(catalog.product, (request, response) => void byNext(request, response));
  const server = createServer(throughDoors(doors, pages));
  if (keepAliveTimeout !== undefined) server.keepAliveTimeout = keepAliveTimeout;
  const stop = stopper(server);
  server.listen(port, hostname);
  await once(server, "listening");
  logger.info({ port }, "web server ready");

  const end = async (signal: string) => {
    logger.info({ signal }, "web server stopping");
    await stop();
    await app.close();
    process.exit(0);
  };
  onSignals(end, () => process.exit(1));
}

/**
 * A way to end `server` that answers whoever has asked. A connection that is shut while its next request is on the way is
 * an error to its client: so each is first told, with its last answer, not to be used again.
 */
export function stopper(server: Server): () => Promise<void> {
  // Opened ahead, or half a head of a request sent: nobody waits for an answer there, and Node would wait for ever.
  const silent = new Set<Socket>();
  const underWay = new Set<ServerResponse>();
  let stopping = false;
  server.on("connection", (socket: Socket) => {
    silent.add(socket);
    socket.once("close", () => silent.delete(socket));
  });
  server.prependListener("request", (request, response) => {
    silent.delete(request.socket);
    underWay.add(response);
    response.once("close", () => underWay.delete(response));
    if (stopping) sayLast(response);
  });
  return async () => {
    stopping = true;
    underWay.forEach(sayLast);
    await sleep(lastOrdersMs);
    const closed = once(server, "close");
    server.close();
    for (const socket of silent) socket.destroy();
    const looking = setInterval(() => server.closeIdleConnections(), lastOrdersMs);
    await closed;
    clearInterval(looking);
  };
}

function sayLast(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader("Connection", "close");
}
