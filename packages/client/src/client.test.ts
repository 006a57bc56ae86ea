import { describe, expect, expectTypeOf, it, vi } from "vitest";
import type { z } from "zod";
import type { usageEventSchema } from "@/lib/usage/track/event";
import {
  ApiError,
  createClient,
  type Endpoint,
  type EndpointInput,
  PaymentRequiredError,
  QueueFull,
  type UsageEvent,
} from "./index";
import { waitBefore } from "./retry";

type Sent = { path: string; body: { events: UsageEvent[] } };

/** An API with the given answers, in turn; afterward it accepts everything. */
function apiThat(...answers: (() => Response | Promise<Response>)[]) {
  const sent: Sent[] = [];
  const fetch = async (url: URL | RequestInfo, init?: RequestInit) => {
    const body = JSON.parse(String(init?.body ?? "{}")) as Sent["body"];
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
const silent = () => undefined;
const lost = () => Promise.reject(new TypeError("fetch failed"));
const client = (api: ReturnType<typeof apiThat>, options = {}) =>
  createClient({
    ...{ url: "http://localhost", key: "k", fetch: api.fetch, retry: quick, onError: silent },
    ...options,
  });

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

  it("limits how many batches are sent at once", async () => {
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

  it("waits for every event on close, and takes none afterwards", async () => {
    const api = apiThat();
    const gatehouse = client(api, { batch: { lingerMs: 60_000 } });
    const answered = gatehouse.track(event);
    await gatehouse.close();
    expect((await answered).status).toBe("accepted");
    await expect(gatehouse.track(event)).rejects.toThrow("closed");
  });

  it("gives up on close when its time is over, and hands back what wasn't counted", async () => {
    const returned: UsageEvent[] = [];
    const onError = (_: unknown, events: readonly UsageEvent[]) => void returned.push(...events);
    const never = (_: unknown, init?: RequestInit) =>
      new Promise<Response>((_resolve, reject) => {
        init?.signal?.addEventListener("abort", () => reject(init.signal?.reason));
      });
    const gatehouse = client(apiThat(), { fetch: never, batch: { maxSize: 1, parallel: 1 }, onError });
    const answers = ["a", "b"].map((idempotencyKey) => gatehouse.track({ ...event, idempotencyKey }));
    await gatehouse.close({ timeoutMs: 1 });
    expect(await Promise.allSettled(answers)).toMatchObject([{ status: "rejected" }, { status: "rejected" }]);
    expect(returned.map(({ idempotencyKey }) => idempotencyKey)).toEqual(["a", "b"]);
  });

  it("flushes what is there, however much follows", async () => {
    let following = 3;
    const gatehouse = client(
      apiThat(() => {
        if (following-- > 0) void gatehouse.track(event);
        return Response.json({ results: [{ status: "accepted" }] });
      }),
      { batch: { lingerMs: 60_000 } },
    );
    void gatehouse.track(event);
    await gatehouse.flush();
    expect(following).toBe(2);
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
    const gatehouse = client({ sent: [], fetch });
    const amounts = [1, 2, 3, -1, 5, 6, 7];
    const results = await Promise.allSettled(amounts.map((amount) => gatehouse.track({ ...event, amount })));
    expect(results.map((each) => (each.status === "fulfilled" ? each.value : each.reason.code))).toEqual(
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

describe("a failure that is not awaited", () => {
  it("doesn't end the program, and goes to onError once per request, with the keys to send again", async () => {
    const unhandled: unknown[] = [];
    const listen = (reason: unknown) => void unhandled.push(reason);
    process.on("unhandledRejection", listen);
    const failures: [string, (string | undefined)[]][] = [];
    const gatehouse = client(apiThat(lost, lost), {
      retry: { ...quick, attempts: 2 },
      onError: (error: Error, events: UsageEvent[]) => {
        failures.push([error.name, events.map(({ idempotencyKey }) => idempotencyKey)]);
        throw new Error("a handler with a mistake");
      },
    });
    const written = vi.spyOn(console, "error").mockImplementation(silent);
    void gatehouse.track({ ...event, idempotencyKey: "a" });
    void gatehouse.track({ ...event, idempotencyKey: "b" });
    await gatehouse.close();
    await new Promise((resolve) => setImmediate(resolve));
    process.off("unhandledRejection", listen);
    expect(failures).toEqual([["ConnectionError", ["a", "b"]]]);
    expect(written).toHaveBeenCalledOnce();
    expect(unhandled).toEqual([]);
  });

  it("is written to the console without onError", async () => {
    const written = vi.spyOn(console, "error").mockImplementation(silent);
    void client(
      apiThat(() => problem(401, "unauthenticated")),
      { onError: undefined, batch: { lingerMs: 0 } },
    ).track(event);
    await vi.waitFor(() => expect(written).toHaveBeenCalledWith(expect.stringMatching(/1 usage event wasn't counted/)));
  });
});

describe("a batch", () => {
  const batch = ["a", "b", "c"].map((idempotencyKey) => ({ ...event, idempotencyKey }));

  it("is one request, in which a malformed event is refused and the others count", async () => {
    const api = apiThat(
      () => problem(400, "invalid_input"),
      () => Response.json({ results: [{ status: "accepted" }, { status: "duplicate" }] }),
      () => problem(400, "invalid_input"),
    );
    expect(await client(api).trackBatch(batch)).toMatchObject([
      { status: "accepted" },
      { status: "duplicate" },
      { status: "refused", problem: { code: "invalid_input" } },
    ]);
    expect(api.sent.map(({ body }) => body.events.map(({ idempotencyKey }) => idempotencyKey))).toEqual([
      ["a", "b", "c"],
      ["a", "b"],
      ["c"],
    ]);
  });

  it("can be sent again when it failed, and isn't taken for counted when something else answers", async () => {
    const api = apiThat(
      () => Response.json({ welcome: "to the airport" }),
      () => problem(403, "forbidden"),
    );
    await expect(client(api).trackBatch(batch)).rejects.toMatchObject({ code: "unreadable", temporary: true });
    await expect(client(api).trackBatch(batch)).rejects.toMatchObject({ code: "forbidden", temporary: false });
  });

  it("has at most 1,000 events, and none is no request", async () => {
    const api = apiThat();
    const tooMany = Array.from({ length: 1_001 }, (_, index) => ({ ...event, idempotencyKey: String(index) }));
    await expect(client(api).trackBatch(tooMany)).rejects.toBeInstanceOf(RangeError);
    expect(await client(api).trackBatch([])).toEqual([]);
    expect(api.sent).toEqual([]);
  });
});

describe("an answer over the limit", () => {
  it("says where to upgrade and which limit was reached", async () => {
    const details = {
      meter: "runs",
      used: 50,
      upgradeUrl: "https://your.app/billing",
      resetsAt: "2026-12-30T09:00:00Z",
    };
    const over = { title: "Over the limit.", status: 402, code: "limit_reached", ...details };
    const error = await client(apiThat(() => Response.json(over, { status: 402 })))
      .reserve(event)
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(PaymentRequiredError);
    expect(error).toMatchObject({ upgradeUrl: "https://your.app/billing", limit: { used: 50 }, temporary: false });
  });

  it("of another kind has no limit", async () => {
    const api = apiThat(() => problem(402, "read_only"));
    const rejection = { name: "PaymentRequiredError", upgradeUrl: null, limit: null };
    await expect(client(api).reserve(event)).rejects.toMatchObject(rejection);
  });
});

describe("time", () => {
  it("limits the body of an answer, too", async () => {
    const stalled = (_: unknown, init?: RequestInit) => {
      const start = (body: ReadableStreamDefaultController) =>
        init?.signal?.addEventListener("abort", () => body.error(init.signal?.reason));
      return Promise.resolve(new Response(new ReadableStream({ start })));
    };
    const gatehouse = client(apiThat(), { fetch: stalled, timeoutMs: 2, retry: { ...quick, attempts: 2 } });
    const rejection = { name: "ConnectionError", timedOut: true };
    await expect(gatehouse.usage("customer-7")).rejects.toMatchObject(rejection);
  });

  it("that the API asks for can be a date, and is too long to wait for beyond a minute", async () => {
    const soon = new Date(Date.now() - 1_000).toUTCString();
    const api = apiThat(
      () => problem(503, "unavailable", { "Retry-After": soon }),
      () => problem(429, "rate_limited", { "Retry-After": "3600" }),
    );
    const rejection = { code: "rate_limited", retryAfterMs: 3_600_000, temporary: true };
    await expect(client(api).usage("customer-7")).rejects.toMatchObject(rejection);
    expect(api.sent).toHaveLength(2);
  });

  it("ends when the caller aborts, also between two attempts", async () => {
    const controller = new AbortController();
    const api = apiThat(() => {
      setImmediate(() => controller.abort(new Error("The visitor left.")));
      return lost();
    });
    const gatehouse = client(api, { retry: { firstWaitMs: 60_000, longestWaitMs: 60_000 } });
    const { signal } = controller;
    await expect(gatehouse.usage("customer-7", { signal })).rejects.toThrow("The visitor left.");
    expect(api.sent).toHaveLength(1);
  });
});

describe("any other endpoint", () => {
  it("is called with its path, query and key, and a POST is repeated only with one", async () => {
    const requests: [string, string | null][] = [];
    const fetch = async (url: URL | RequestInfo, init?: RequestInit) => {
      requests.push([`${init?.method} ${url}`, new Headers(init?.headers).get("Idempotency-Key")]);
      return requests.length === 1 ? Response.json({ data: [] }) : problem(503, "unavailable");
    };
    const gatehouse = client({ sent: [], fetch }, { retry: { ...quick, attempts: 2 } });
    await gatehouse.request("GET /api/v1/admin/organizations", { query: { limit: 5, search: undefined } });
    await gatehouse
      .request("GET /api/v1/admin/organizations/{id}", { path: { id: "a/b" } }, { attempts: 1 })
      .catch(silent);
    const link = { body: { externalId: "customer-7" } };
    await gatehouse.request("POST /api/v1/sign-up-links", link).catch(silent);
    await gatehouse.request("POST /api/v1/sign-up-links", link, { idempotencyKey: "k1" }).catch(silent);
    expect(requests).toEqual([
      ["GET http://localhost/api/v1/admin/organizations?limit=5", null],
      ["GET http://localhost/api/v1/admin/organizations/a%2Fb", null],
      ["POST http://localhost/api/v1/sign-up-links", null],
      ["POST http://localhost/api/v1/sign-up-links", "k1"],
      ["POST http://localhost/api/v1/sign-up-links", "k1"],
    ]);
  });

  it("isn't followed to another address, where a POST would become a GET", async () => {
    const api = apiThat(() => new Response(null, { status: 301, headers: { Location: "https://localhost" } }));
    const rejection = { code: "redirected", status: 301, temporary: false };
    await expect(client(api).reserve(event)).rejects.toMatchObject(rejection);
  });

  it("is typed by the API's document", () => {
    expectTypeOf<"DELETE /api/v1/admin/organizations">().not.toExtend<Endpoint>();
    expectTypeOf<EndpointInput<"GET /api/v1/admin/organizations/{id}">["path"]>().toEqualTypeOf<{ id: string }>();
    // @ts-expect-error this one needs a body
    void (() => client(apiThat()).request("POST /api/v1/sign-up-links", {}));
  });
});

describe("waiting", () => {
  const settings = { attempts: 9, firstWaitMs: 100, longestWaitMs: 1_000 };

  it.each([
    [0, null, 0, 50],
    [0, null, 1, 100],
    [3, null, 1, 800],
    [8, null, 1, 1_000],
    [0, 7_000, 1, 7_100],
  ])("attempt %i, asked for %s ms, chance %d: %d ms", (attempt, asked, chance, expected) => {
    expect(waitBefore(attempt, asked, settings, chance)).toBe(expected);
  });
});

it("takes the events that the API takes", () => {
  expectTypeOf<Required<UsageEvent>>().toExtend<Required<z.input<typeof usageEventSchema>>>();
});
