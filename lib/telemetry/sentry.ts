import "server-only";
import type { ServerRuntimeClient } from "@sentry/core/server";
import { second } from "@/lib/durations";
import { env } from "@/lib/env";
import { type ErrorFacts, reportErrorsTo } from "./report-error";
import { currentRequestId } from "./request-id";
import { scrubText } from "./scrub";

let client: ServerRuntimeClient | undefined;

const flushTimeoutMs = 2 * second;

/**
 * Begins to report unexpected errors to Sentry: their class, scrubbed message and stack, the route or job, and the request's ID.
 *
 * With the core of Sentry's SDK and no integration, so nothing is collected by itself (no headers, cookies, bodies, users, queries
 * or console lines), nothing is patched, and OpenTelemetry stays ours.
 */
export async function startErrorReports(service: string): Promise<void> {
  const [{ createStackParser, createTransport }, { nodeStackLineParser, ServerRuntimeClient }] = await Promise.all([
    import("@sentry/core"),
    import("@sentry/core/server"),
  ]);
  client = new ServerRuntimeClient({
    dsn: env.SENTRY_DSN ?? "",
    environment: env.NODE_ENV,
    release: env.APP_VERSION,
    serverName: service,
    platform: "node",
    runtime: { name: "node", version: process.version },
    integrations: [],
    sendClientReports: false,
    stackParser: createStackParser(nodeStackLineParser()),
    transport: (options) =>
      createTransport(options, async ({ body }) => {
        const response = await fetch(options.url, {
          method: "POST",
          body: typeof body === "string" ? body : new Uint8Array(body),
          headers: options.headers ?? {},
        });
        await response.arrayBuffer();
        return { statusCode: response.status };
      }),
    beforeSend: ({ exception, ...event }) => ({
      ...event,
      exception: {
        values: (exception?.values ?? []).map((each) => ({ ...each, value: scrubText(each.value ?? "") })),
      },
    }),
  });
  client.init();
  reportErrorsTo(report);
}

function report(error: unknown, facts: ErrorFacts): void {
  const tags = Object.entries({ ...facts, request_id: currentRequestId() }).filter(([, value]) => value !== undefined);
  // Something else that was thrown may be anything, input included.
  const known = error instanceof Error ? error : new Error("Something other than an Error was thrown.");
  client?.captureException(known, { captureContext: { tags: Object.fromEntries(tags) } });
}

/** Sends the reports that wait. */
export async function flushErrorReports(): Promise<void> {
  await client?.flush(flushTimeoutMs);
}
