import "@/testing/billing/local-stripe";
import { EventEmitter, once } from "node:events";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { POST as track } from "@/app/api/v1/usage/track/route";
import { emails } from "@/db/schema";
import { stripeAnswers } from "@/lib/billing";
import { withoutTenant, withPlatform } from "@/lib/context";
import { addMinutes } from "@/lib/durations";
import { env } from "@/lib/env";
import { runWorker, sendJob } from "@/lib/jobs";
import { createPlatformKey } from "@/lib/keys";
import { currentRequestId, withRequestId } from "@/lib/telemetry";
import { serveMetrics } from "@/lib/telemetry/serve-metrics";
import { startCounting } from "@/lib/telemetry/telemetry";
import { asSystem } from "@/testing/actors";
import { newOrganization, newUser } from "@/testing/factories";
import { GET } from "./route";

vi.mock("@/lib/env", async (original) => {
  const { env: real } = await original<typeof import("@/lib/env")>();
  return { env: { ...real } };
});
const token = "a-token-for-the-metrics-of-tests";
const system = { actor: asSystem() };

// Before the first call to Stripe, as at a server's start.
startCounting();

const get = (authorization?: string) =>
  GET(new Request("http://localhost/api/metrics", authorization ? { headers: { authorization } } : {}));
const metrics = async () => (await get(`Bearer ${token}`)).text();
/** The lines of a metric, without their help. */
const linesOf = async (name: string) => (await metrics()).split("\n").filter((line) => line.startsWith(name));

beforeAll(async () => {
  Object.assign(env, { METRICS_TOKEN: token });
});

describe("the metrics endpoint", () => {
  it("doesn't exist without METRICS_TOKEN", async () => {
    Object.assign(env, { METRICS_TOKEN: undefined });
    expect((await get("Bearer undefined")).status).toBe(404);
    Object.assign(env, { METRICS_TOKEN: token });
  });

  it.each([undefined, "Bearer wrong", "Bearer", `Basic ${token}`, `Bearer ${token} ${token}`, `Bearer ${token}x`])(
    "answers 401 to %s",
    async (authorization) => expect((await get(authorization)).status).toBe(401),
  );

  it("answers in Prometheus' format, which no cache keeps", async () => {
    const response = await get(`Bearer ${token}`);
    expect(response.headers.get("content-type")).toContain("text/plain; version=0.0.4");
    expect(response.headers.get("cache-control")).toBe("no-store");
    const text = await response.text();
    for (const name of [
      "nodejs_eventloop_lag_p99_seconds",
      "process_resident_memory_bytes",
      "nodejs_heap_size_used_bytes",
    ]) {
      expect(text).toMatch(new RegExp(`^${name} \\d`, "m"));
    }
    expect(text).toContain("gatehouse_database_up 1");
    // A number for each sample: labels and values are well formed.
    for (const line of text.split("\n").filter((each) => each && !each.startsWith("#"))) {
      expect(line).toMatch(/^[a-z_0-9]+(\{([a-z_]+="[^"\n]*",?)+\})? (-?[\d.e+-]+|NaN|\+?(Inf|Infinity))$/i);
    }
  });
});

describe("metrics say", () => {
  it("how usage was reported, and how many requests shared a batch", async () => {
    const { id } = await newUser({ platformAdmin: true });
    const organization = await newOrganization({ plan: "starter" });
    const { key } = await withPlatform({ actor: { kind: "user", id } }, (ctx) =>
      createPlatformKey(ctx, { name: "server", scopes: ["usage:write"], expiresInDays: null }),
    );
    const event = { organization: organization.id, meter: "work_orders", idempotencyKey: "metrics-1" };
    const body = JSON.stringify({
      events: [event, event, { ...event, idempotencyKey: "metrics-2", meter: "nothing" }],
    });
    const headers = { authorization: `Bearer ${key}` };
    const response = await track(new Request("http://localhost/api/v1/usage/track", { method: "POST", headers, body }));
    expect(response.status).toBe(200);
    expect(await linesOf("gatehouse_track_events_total{")).toEqual([
      'gatehouse_track_events_total{result="accepted"} 1',
      'gatehouse_track_events_total{result="duplicate"} 1',
      'gatehouse_track_events_total{result="refused"} 1',
    ]);
    expect(await linesOf('gatehouse_coalesced_requests_count{coalescer="track"}')).toHaveLength(1);
  });

  it("how Stripe answers, by resource", async () => {
    await stripeAnswers(2_000);
    expect(
      await linesOf('gatehouse_stripe_call_duration_seconds_count{method="GET",resource="products",result="2xx"}'),
    ).toEqual([expect.stringMatching(/ \d+$/)]);
  });

  it("what waits in the outbox and the event log, and since when", async () => {
    await withPlatform(system, async ({ tx, now }) => {
      const createdAt = addMinutes(now, -10);
      const email = { to: "ada@example.com", template: "verify", props: {}, createdAt };
      await tx.insert(emails).values({ ...email, id: crypto.randomUUID() });
    });
    await withoutTenant(system, ({ tx, now }) =>
      tx.execute(sql`insert into stripe_events (id, type, livemode, payload, created_at, received_at)
        values ('evt_metrics', 'x', false, '{}', ${addMinutes(now, -5).toISOString()}, ${addMinutes(now, -5).toISOString()})`),
    );
    await vi.waitFor(
      async () => {
        const [lag] = await linesOf("gatehouse_emails_lag_seconds");
        expect(Number(lag?.split(" ")[1])).toBeGreaterThanOrEqual(600);
      },
      { timeout: 5_000, interval: 500 },
    );
    expect(await linesOf("gatehouse_events_waiting")).toEqual(["gatehouse_events_waiting 1"]);
    const [lag] = await linesOf("gatehouse_events_lag_seconds");
    expect(Math.round(Number(lag?.split(" ")[1]) / 60)).toBe(5);
  });

  it("what jobs wait, and how runs ended; a job carries the ID of the request that sent it", async () => {
    await withRequestId("request-of-a-job", () =>
      withoutTenant(system, (ctx) => sendJob(ctx, "sync-customer", { customerId: "cus_metrics" }, "cus_metrics")),
    );
    await vi.waitFor(
      async () =>
        expect(await linesOf('gatehouse_jobs{queue="sync-customer",state="created"}')).toEqual([
          'gatehouse_jobs{queue="sync-customer",state="created"} 1',
        ]),
      { timeout: 5_000, interval: 500 },
    );
    const seen: unknown[] = [];
    const worker = await runWorker({ "sync-customer": async (input) => seen.push([input, currentRequestId()]) });
    await expect.poll(() => seen, { timeout: 5_000 }).toEqual([[{ customerId: "cus_metrics" }, "request-of-a-job"]]);
    await expect
      .poll(() => linesOf('gatehouse_job_duration_seconds_count{queue="sync-customer",result="done"}'))
      .toHaveLength(1);
    await worker.stop();
  });

  it("which transactions have a connection, and which wait for one", async () => {
    const pool = async (state: string) => {
      const [line] = await linesOf(`gatehouse_pool_transactions{role="app",state="${state}"}`);
      return Number(line?.split(" ")[1]);
    };
    const size = env.DATABASE_POOL_SIZE;
    const latch = new EventEmitter();
    const held = once(latch, "release");
    const work = Array.from({ length: size + 3 }, () => withoutTenant(system, () => held));
    await expect.poll(() => pool("active")).toBe(size);
    expect(await pool("waiting")).toBe(3);
    latch.emit("release");
    await Promise.all(work);
    expect([await pool("active"), await pool("waiting")]).toEqual([0, 0]);
  });

  it("nothing about any organization, person or path", async () => {
    const labels = new Set([...(await metrics()).matchAll(/[{,]([a-z_]+)="/g)].map(([, name]) => name));
    const known = [
      "coalescer",
      "kind",
      "le",
      "method",
      "major",
      "minor",
      "patch",
      "queue",
      "resource",
      "result",
      "role",
      "route",
      "space",
      "state",
      "status",
      "type",
      "version",
    ];
    for (const label of labels) expect(known).toContain(label);
    expect(await metrics()).not.toMatch(/cus_|evt_|@|[0-9a-f]{8}-[0-9a-f]{4}/);
  });
});

describe("a worker's metrics", () => {
  it("are served on a port of their own, with the same token", async () => {
    Object.assign(env, { WORKER_METRICS_PORT: 0 });
    const server = await serveMetrics();
    Object.assign(env, { WORKER_METRICS_PORT: undefined });
    const url = `http://127.0.0.1:${server?.port}`;
    expect((await fetch(`${url}/live`)).status).toBe(200);
    expect((await fetch(`${url}/metrics`)).status).toBe(401);
    expect((await fetch(`${url}/elsewhere`)).status).toBe(404);
    const response = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${token}` } });
    expect(await response.text()).toContain("gatehouse_database_up 1");
    await server?.stop();
  });

  it("aren't served without a port", async () => expect(await serveMetrics()).toBeUndefined());
});
