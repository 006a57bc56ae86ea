import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzipSync } from "node:zlib";
import { SpanStatusCode, trace } from "@opentelemetry/api";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";

vi.mock("@/lib/env", () => ({ env: { NODE_ENV: "production", APP_VERSION: "1.2.3" } as Record<string, string> }));

// The exporters are loaded by the tests, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const { env } = await import("@/lib/env");
const received: { path: string; body: string }[] = [];
const collector = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const body = Buffer.concat(chunks);
    const text = request.headers["content-encoding"] === "gzip" ? gunzipSync(body) : body;
    received.push({ path: request.url ?? "", body: text.toString() });
    response.setHeader("Content-Type", "application/json").end("{}");
  });
});

beforeAll(async () => {
  collector.listen(0, "127.0.0.1");
  await once(collector, "listening");
  const { port } = collector.address() as AddressInfo;
  Object.assign(env, {
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
    SENTRY_DSN: `http://public@127.0.0.1:${port}/42`,
  });
});
afterAll(() => collector.close());

const private_ = ["ada@example.com", "hunter2", "cookie-1234", "sk_live_51H", "cus_Private1", "t0k3n"];
const bodiesFor = (path: string) => received.filter((each) => each.path.startsWith(path)).map(({ body }) => body);

describe("traces", () => {
  it("reach the collector without anything a client sent", async () => {
    const { startTracing, flushTracing } = await import("./trace");
    await startTracing("web");
    // A second registration would be an error of OpenTelemetry's API.
    await startTracing("web");
    trace.getTracer("test").startActiveSpan("GET /reset?token=t0k3n", (span) => {
      span.setAttributes({
        "next.route": "/reset",
        "http.method": "GET",
        "http.target": "/reset?token=t0k3n",
        "http.request.header.cookie": "session=cookie-1234",
        "http.request.body": '{"email":"ada@example.com","password":"hunter2"}',
        "enduser.id": "ada@example.com",
      });
      span.recordException(new Error("no account ada@example.com, key sk_live_51H"));
      span.setStatus({ code: SpanStatusCode.ERROR, message: "hunter2" });
      span.end();
    });
    trace.getTracer("test").startSpan("fetch GET https://api.stripe.com/v1/customers/cus_Private1").end();
    await flushTracing();
    const [body = "", ...others] = bodiesFor("/v1/traces");
    expect(others).toEqual([]);
    for (const secret of private_) expect(body).not.toContain(secret);
    const { resourceSpans } = JSON.parse(body);
    const names = resourceSpans.flatMap(({ scopeSpans }: { scopeSpans: { spans: { name: string }[] }[] }) =>
      scopeSpans.flatMap(({ spans }) => spans.map(({ name }) => name)),
    );
    expect(names).toEqual(["GET /reset", "fetch GET https://api.stripe.com"]);
    expect(body).toContain("gatehouse-web");
    expect(body).toContain('"exception"');
  });
});

describe("unexpected errors", () => {
  it("reach Sentry with their class, place and request, without anything a client sent", async () => {
    const { startErrorReports, flushErrorReports } = await import("./sentry");
    const { reportError, withRequestId } = await import("./index");
    reportError(new Error("before Sentry is set up, nothing happens"));
    await startErrorReports("web");
    class TypeMismatch extends TypeError {
      override name = "TypeMismatch";
    }
    withRequestId("request-4711", () =>
      reportError(
        new TypeMismatch("ada@example.com sent password: hunter2 with Bearer sk_live_51H, cookie=cookie-1234"),
        {
          route: "/reset",
        },
      ),
    );
    reportError("a text with ada@example.com");
    await flushErrorReports();
    const bodies = bodiesFor("/api/42/envelope");
    expect(bodies).toHaveLength(2);
    const body = bodies.join("\n");
    for (const secret of private_) expect(body).not.toContain(secret);
    const [, , event = ""] = (bodies.find((each) => each.includes("TypeMismatch")) ?? "").split("\n");
    const { exception, tags, release, request, user, breadcrumbs } = JSON.parse(event);
    expect(exception.values[0].type).toBe("TypeMismatch");
    expect(exception.values[0].stacktrace.frames.length).toBeGreaterThan(0);
    expect(tags).toEqual({ route: "/reset", request_id: "request-4711" });
    expect(release).toBe("1.2.3");
    expect([request, user, breadcrumbs ?? []]).toEqual([undefined, undefined, []]);
  });
});

/** The packages for telemetry of which a process loads anything when it starts with these variables. */
async function loadedWith(variables: Record<string, string>): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), "gatehouse-loaded-"));
  try {
    const script =
      'const { startTelemetry } = await import("./lib/telemetry/start.ts"); await startTelemetry("web"); process.exit();';
    await promisify(execFile)(
      process.execPath,
      ["--import", "./scripts/preload/script.mjs", "--input-type=module", "--eval", script],
      {
        env: {
          PATH: process.env.PATH ?? "",
          NODE_ENV: "test",
          // Node writes the URL of each script that it has run, however it was loaded.
          NODE_V8_COVERAGE: folder,
          DATABASE_URL: "postgres://owner:secret@127.0.0.1:1/gatehouse",
          AUTH_SECRET: "0123456789abcdef0123456789abcdef",
          ...{ OTEL_EXPORTER_OTLP_ENDPOINT: "", SENTRY_DSN: "", METRICS_TOKEN: "" },
          ...variables,
        },
      },
    );
    const reports = await Promise.all((await readdir(folder)).map((file) => readFile(join(folder, file), "utf8")));
    const names = reports.flatMap((text) => [
      ...text.matchAll(/node_modules\/(prom-client|@opentelemetry|@vercel\/otel|@sentry)\//g),
    ]);
    return [...new Set(names.map(([, name = ""]) => name))].sort();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Starting a process takes a second of processor time. */
const processTimeoutMs = 60_000;

describe("of the libraries", { timeout: processTimeoutMs }, () => {
  it("none is loaded that isn't configured", async () => {
    expect(await loadedWith({ METRICS_TOKEN: "a-token-for-tests-only" })).toEqual([]);
  });

  it("those that are configured are loaded", async () => {
    const variables = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:1", SENTRY_DSN: "http://public@127.0.0.1:1/1" };
    expect(await loadedWith(variables)).toEqual(["@opentelemetry", "@sentry", "@vercel/otel"]);
  });
});
