import { once } from "node:events";
import { createServer, type RequestListener, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type createNext from "next";
import { catalog } from "@/lib/catalog";
import { env } from "@/lib/env";
import { followHealth } from "@/lib/health";
import { logger } from "@/lib/logger";
import { sitePath } from "@/lib/site";
import { flushTelemetry } from "@/lib/telemetry/start";
import { countVisit, writeVisits } from "@/lib/visits";
import { onSignals } from "../scripts/signals";
import { readBuildScripts, withPagePolicy } from "./content-security";
import { fastRoutes, withFastPath } from "./fast-path";
import { limitBodies } from "./limit-bodies";
import { observeRequests } from "./observe-requests";
import type { Options } from "./options";
import { refuseMalformed } from "./refuse-malformed";
import { refuseMalformedActions } from "./refuse-malformed-actions";
import { readRoutes, routeTemplates } from "./route-templates";
import { serveSite } from "./site";
import { readStaticPages, serveStaticPages } from "./static-pages";

/** How long responses announce that the connection closes before the server stops listening. */
const drainMs = 100;

/** Serves the fast path, and everything else through Next, until a signal stops it. */
export async function serve(app: ReturnType<typeof createNext>, options: Options): Promise<void> {
  const { port, hostname, keepAliveTimeout } = options;
  const byNext = app.getRequestHandler();
  const secured = withPagePolicy(
    await readBuildScripts(".next"),
    (request, response) => void byNext(request, response),
  );
  const ahead = await readStaticPages(".next", { product: catalog.product, origin: new URL(env.APP_URL).origin });
  const site = serveStaticPages(ahead, serveSite(catalog.product, secured));
  const pages: RequestListener = (request, response) => {
    countVisit(request);
    site(request, response);
  };
  // The fast path's handlers have limits of their own.
  const listener = withFastPath(fastRoutes, refuseMalformed(limitBodies(refuseMalformedActions(pages))));
  const routeOf = routeTemplates(await readRoutes(".next"), (path) => sitePath(catalog.product, path));
  const server = createServer(observeRequests(routeOf, listener));
  if (keepAliveTimeout !== undefined) server.keepAliveTimeout = keepAliveTimeout;
  const stop = stopper(server);
  server.listen(port, hostname);
  await once(server, "listening");
  logger.info({ port }, "web server ready");
  const stopSampling = followHealth();

  const shutDown = async (signal: string) => {
    logger.info({ signal }, "web server stopping");
    stopSampling();
    await stop();
    await writeVisits();
    await app.close();
    await flushTelemetry();
    process.exit(0);
  };
  onSignals(shutDown, () => process.exit(1));
}

/**
 * Stops a server gracefully: requests in progress get their response. Closing a connection while the client sends its next
 * request would be an error to the client, so each connection's last response announces that it closes.
 */
export function stopper(server: Server): () => Promise<void> {
  // Connections without a complete request head: no client waits for a response, and Node would wait for them forever.
  const withoutRequest = new Set<Socket>();
  const inProgress = new Set<ServerResponse>();
  let stopping = false;
  server.on("connection", (socket: Socket) => {
    withoutRequest.add(socket);
    socket.once("close", () => withoutRequest.delete(socket));
  });
  server.prependListener("request", (request, response) => {
    withoutRequest.delete(request.socket);
    inProgress.add(response);
    response.once("close", () => inProgress.delete(response));
    if (stopping) announceClose(response);
  });
  return async () => {
    stopping = true;
    inProgress.forEach(announceClose);
    await sleep(drainMs);
    const closed = once(server, "close");
    server.close();
    for (const socket of withoutRequest) socket.destroy();
    const closing = setInterval(() => server.closeIdleConnections(), drainMs);
    await closed;
    clearInterval(closing);
  };
}

function announceClose(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader("Connection", "close");
}
