import { once } from "node:events";
import { createServer } from "node:http";
import type createNext from "next";
import { logger } from "@/lib/logger";
import { throughDoors } from "./doors";

type Options = { port: number; hostname: string | undefined; keepAliveTimeout: number | undefined };

/** How often a server that stops looks for connections that have nothing more to ask. */
const lookMs = 100;

/** Serves through the doors where there is one, and by Next all else, until SIGTERM or SIGINT. `keepAliveTimeout` in ms. */
export async function serve(app: ReturnType<typeof createNext>, options: Options): Promise<void> {
  const { port, hostname, keepAliveTimeout } = options;
  const byNext = app.getRequestHandler();
  const server = createServer(throughDoors((request, response) => void byNext(request, response)));
  if (keepAliveTimeout !== undefined) server.keepAliveTimeout = keepAliveTimeout;
  server.listen(port, hostname);
  try {
    await once(server, "listening");
  } catch (error) {
    logger.fatal({ err: error }, "the web server cannot listen");
    process.exit(1);
  }
  logger.info({ port }, "web server ready");

  let stopping: Promise<void> | undefined;
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => (stopping ??= stop(signal)));

  /** Nobody new is let in, and whoever is inside is answered. */
  async function stop(signal: string): Promise<void> {
    logger.info({ signal }, "web server stopping");
    const closed = once(server, "close");
    server.close();
    const looking = setInterval(() => server.closeIdleConnections(), lookMs);
    await closed;
    clearInterval(looking);
    await app.close();
    process.exit(0);
  }
}
