import { describe, expect, expectTypeOf, it } from "vitest";
import type { z } from "zod";
import type { usageEventSchema } from "@/lib/usage/track/event";
import { ApiError, createClient, QueueFull, type UsageEvent } from "./index";
import { waitBefore } from "./retry";

type Sent = { path: string; body: { events: UsageEvent[] } };

/** An API with the given answers, in turn; afterward it accepts everything. */
function apiThat(...answers: (() => Response | Promise<Response>)[]) {
  const sent: Sent[] = [];
  const fetch = async (url: URL | RequestInfo, init?: RequestInit) => {
    const body = JSON.parse(String(init?.body)) as Sent["body"];
    sent.push({ path: new URL(String(url)).pathname, body });
    const next = answers.shift();
    if (next) return next();
    return Response.json({ results: (body.events ?? []).map(() => ({ status: "accepted" })) });
  };
  return { sent, fetch };
}

const problem = (status: number, code: string, headers: Record<string, string> = {}) =>
  Response.json({ title: "No.", status, code }, { status, headers });
const quick = { firstWaitMs: 1, longestWaitMs: 2 };
const event = { organization: "customer-7", meter: "runs" };
const client = (api: ReturnType<typeof apiThat>, options = {}) =>
  createClient({ url: "http://localhost", key: "k", fetch: api.fetch, retry: quick, ...options });

describe("tracking", () => {
  it("batches concurrent events, each with a key of its own", async () => {
    const api = apiThat();
    const gatehouse = client(api);
    const answers = await Promise.all([gatehouse.track(event), gatehouse.track(event), gatehouse.track(event)]);
    expect(answers.map(({ status }) => status)).toEqual(["accepted", "accepted", "accepted"]);
    expect(api.sent).toHaveLength(1);
    expect(new Set(api.sent[0]?.body.events.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(3);
  });

  it("retries with the same keys when an answer was lost, so nothing counts twice", async () => {
    const api = apiThat(
      () => Promise.reject(new TypeError("fetch failed")),
      () => problem(503, "unavailable"),
    );
    await client(api).track(event);
    const keys = api.sent.map(({ body }) => body.events[0]?.idempotencyKey);
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
  });

  it("retries with the same keys when an answer was cut short", async () => {
    const broken = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"results": [{"sta'));
        controller.error(new TypeError("terminated"));
      },
    });
    const api = apiThat(
      () => new Response(broken),
      () => new Response("half a page"),
    );
    expect(await client(api).track(event)).toMatchObject({ status: "accepted" });
    expect(new Set(api.sent.map(({ body }) => body.events[0]?.idempotencyKey)).size).toBe(1);
  });

  it("keeps the caller's own key and time", async () => {
    const api = apiThat();
    await client(api).track({ ...event, idempotencyKey: "order-1", timestamp: "2026-03-01T00:00:00Z" });
    expect(api.sent[0]?.body.events[0]).toMatchObject({ idempotencyKey: "order-1", timestamp: "2026-03-01T00:00:00Z" });
  });

  it("never exceeds the batch size", async () => {
    const api = apiThat();
    const gatehouse = client(api, { batch: { maxSize: 10 } });
    await Promise.all(Array.from({ length: 25 }, () => gatehouse.track(event)));
    expect(api.sent.map(({ body }) => body.events.length)).toEqual([10, 10, 5]);
  });

  it("resolves each event with its own result", async () => {
    const api = apiThat(() =>
      Response.json({ results: [{ status: "accepted" }, { status: "refused", problem: { code: "limit_reached" } }] }),
    );
    const gatehouse = client(api);
    const [first, second] = await Promise.all([gatehouse.track(event), gatehouse.track(event)]);
    expect(first.status).toBe("accepted");
    expect(second).toMatchObject({ status: "refused", problem: { code: "limit_reached" } });
  });
});

describe("back-pressure", () => {
  it("rejects events when the queue is full, and takes more once it has emptied", async () => {
    const api = apiThat();
    const gatehouse = client(api, { batch: { capacity: 2 } });
    const held = [gatehouse.track(event), gatehouse.track(event)];
    await expect(gatehouse.track(event)).rejects.toBeInstanceOf(QueueFull);
    await Promise.all(held);
    expect((await gatehouse.track(event)).status).toBe("accepted");
  });

  it("limits the batches in flight", async () => {
    let underWay = 0;
    let most = 0;
    const slow = async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setTimeout(resolve, 5));
      underWay -= 1;
      return Response.json({ results: [{ status: "accepted" }] });
    };
    const gatehouse = client(apiThat(...Array.from({ length: 8 }, () => slow)), { batch: { maxSize: 1, parallel: 3 } });
    await Promise.all(Array.from({ length: 8 }, () => gatehouse.track(event)));
    expect(most).toBe(3);
  });

  it("waits for every event on close", async () => {
    const api = apiThat();
    const gatehouse = client(api, { batch: { lingerMs: 60_000 } });
    const answered = gatehouse.track(event);
    await gatehouse.close();
    expect((await answered).status).toBe("accepted");
  });
});

describe("an error", () => {
  it("that isn't retryable is not retried", async () => {
    const api = apiThat(() => problem(403, "forbidden"));
    await expect(client(api).track(event)).rejects.toMatchObject({ name: "ApiError", status: 403, code: "forbidden" });
    expect(api.sent).toHaveLength(1);
  });

  it("of one event doesn't affect the events batched with it", async () => {
    const sent: number[] = [];
    const fetch = async (_url: URL | RequestInfo, init?: RequestInit) => {
      const { events } = JSON.parse(String(init?.body)) as Sent["body"];
      sent.push(events.length);
      if (events.some(({ amount }) => amount === -1)) return problem(400, "invalid_input");
      return Response.json({ results: events.map(({ amount }) => ({ status: "accepted", amount })) });
    };
    const gatehouse = createClient({ url: "http://localhost", key: "k", fetch, retry: quick });
    const amounts = [1, 2, 3, -1, 5, 6, 7];
    const told = await Promise.allSettled(amounts.map((amount) => gatehouse.track({ ...event, amount })));
    expect(told.map((each) => (each.status === "fulfilled" ? each.value : each.reason.code))).toEqual(
      amounts.map((amount) => (amount === -1 ? "invalid_input" : { status: "accepted", amount })),
    );
    expect(sent).toEqual([7, 4, 2, 2, 1, 1, 3]);
  });

  it("of too large a batch is solved by smaller ones", async () => {
    const api = apiThat(() => problem(413, "too_large"));
    const gatehouse = client(api);
    const answers = await Promise.all([gatehouse.track(event), gatehouse.track(event)]);
    expect(answers.map(({ status }) => status)).toEqual(["accepted", "accepted"]);
    expect(api.sent.map(({ body }) => body.events.length)).toEqual([2, 1, 1]);
  });

  it("of a proxy, whatever its body, is reported as unreadable", async () => {
    for (const body of ["<h1>Bad gateway</h1>", "null", '"no"', "{}"]) {
      const api = apiThat(() => new Response(body, { status: 403 }));
      await expect(client(api).track(event)).rejects.toMatchObject({ status: 403, code: "unreadable" });
    }
  });

  it("that persists is reported after the last attempt", async () => {
    const away = () => problem(503, "unavailable");
    const api = apiThat(away, away, away);
    await expect(client(api, { retry: { ...quick, attempts: 3 } }).track(event)).rejects.toBeInstanceOf(ApiError);
    expect(api.sent).toHaveLength(3);
  });

  it("of a proxy that doesn't answer with JSON is reported, too", async () => {
    const api = apiThat(() => new Response("<h1>Bad gateway</h1>", { status: 400 }));
    await expect(client(api).check({ organization: "a", feature: "b" })).rejects.toMatchObject({ code: "unreadable" });
  });
});

describe("waiting", () => {
  const settings = { attempts: 9, firstWaitMs: 100, longestWaitMs: 1_000 };

  it.each([
    [0, null, 0, 50],
    [0, null, 1, 100],
    [3, null, 1, 800],
    [8, null, 1, 1_000],
    [0, 7, 1, 7_100],
  ])("attempt %i, asked for %s, chance %d: %d ms", (attempt, asked, chance, expected) => {
    expect(waitBefore(attempt, asked, settings, chance)).toBe(expected);
  });
});

it("takes the events that the API takes", () => {
  expectTypeOf<Required<UsageEvent>>().toExtend<Required<z.input<typeof usageEventSchema>>>();
});
