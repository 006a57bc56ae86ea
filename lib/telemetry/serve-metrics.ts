import "server-only";
import { once } from "node:events";
import { createServer } from "node:http";
import { env } from "@/lib/env";
import { logger } from "@/lib/logger";
import { bringsBearer } from "./bearer";
import { renderMetrics } from "./render-metrics";

/** Serves the metrics of a process without a web server at `/metrics`, and `/live`, on WORKER_METRICS_PORT; nothing without it. */
export async function serveMetrics(): Promise<{ port: number; stop(): Promise<void> } | undefined> {
  const { METRICS_TOKEN, WORKER_METRICS_PORT } = env;
  if (WORKER_METRICS_PORT === undefined || METRICS_TOKEN === undefined) return undefined;
  const server = createServer(async ({ url, method, headers }, response) => {
    const answer = (status: number, text: string, type = "text/plain") =>
      response.writeHead(status, { "Content-Type": type, "Cache-Control": "no-store" }).end(text);
    if (method !== "GET") return answer(405, "Use GET.\n");
    if (url === "/live") return answer(200, "ok\n");
    if (url !== "/metrics") return answer(404, "No such page.\n");
    if (!bringsBearer(headers.authorization, METRICS_TOKEN))
      return answer(401, "Send METRICS_TOKEN as the bearer token.\n");
    try {
      const { text, contentType } = await renderMetrics();
      answer(200, text, contentType);
    } catch (error) {
      logger.error({ err: error }, "could not render metrics");
      answer(500, "The metrics can't be read.\n");
    }
  });
  server.listen(WORKER_METRICS_PORT);
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : WORKER_METRICS_PORT;
  return {
    port,
    async stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}
