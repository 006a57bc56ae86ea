import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { usageEvents } from "@/db/schema";
import { withPlatform } from "@/lib/context";
import { createPlatformKey, type Scope } from "@/lib/keys";
import { inOrganization, newOrganization, newUser } from "@/testing/factories";
import { POST } from "./route";

let key: string;
let organization: { id: string };

const newKey = async (scopes: Scope[]): Promise<string> => {
  const { id } = await newUser({ platformAdmin: true });
  const made = await withPlatform({ actor: { kind: "user", id } }, (ctx) =>
    createPlatformKey(ctx, { name: "server", scopes, expiresInDays: null }),
  );
  return made.key;
};

beforeAll(async () => {
  key = await newKey(["usage:write"]);
});

beforeEach(async () => {
  organization = await newOrganization({ plan: "starter" });
});

const post = (body: unknown, authorization: string | null = `Bearer ${key}`, more: Record<string, string> = {}) =>
  POST(
    new Request("http://localhost/api/v1/usage/track", {
      method: "POST",
      headers: authorization === null ? more : { authorization, ...more },
      body: typeof body === "string" ? body : JSON.stringify(body),
    }),
  );

const event = (given: Record<string, unknown> = {}) => ({
  organization: organization.id,
  meter: "work_orders",
  ...given,
});

async function answer(response: Promise<Response>) {
  const { status, headers, ...rest } = await response;
  void rest;
  const body: unknown = await (await response).json();
  return { status, type: headers.get("content-type"), body };
}

const events = () => inOrganization(organization.id, ({ tx }) => tx.select().from(usageEvents));

describe("one event", () => {
  it("is counted and answered with the state of the counter", async () => {
    expect(
      await answer(post(event({ amount: 3, properties: { plant: "north", urgent: true, weight: 2.5 } }))),
    ).toMatchObject({
      status: 200,
      body: {
        status: "accepted",
        duplicate: false,
        meter: "work_orders",
        amount: 3,
        used: 3,
        limit: 200,
        hardLimit: 220,
        state: "ok",
      },
    });
    expect(await events()).toMatchObject([{ amount: 3, properties: { plant: "north", urgent: true, weight: 2.5 } }]);
  });

  it("counts as one without an amount", async () => {
    expect((await answer(post(event()))).body).toMatchObject({ amount: 1, used: 1 });
  });

  it("is refused with 402 over the limit, with all documented details", async () => {
    await post(event({ amount: 220 }));
    const { status, type, body } = await answer(post(event()));
    expect([status, type]).toEqual([402, "application/problem+json"]);
    expect(body).toMatchObject({
      status: 402,
      code: "limit_reached",
      meter: "work_orders",
      used: 220,
      limit: 200,
      hardLimit: 220,
      graceEndsAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      resetsAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      plan: "starter",
      upgradeUrl: "http://localhost:3000/billing",
    });
  });

  it("sent again with its key is a duplicate; with another body a 409", async () => {
    const first = await answer(post(event({ idempotencyKey: "a" })));
    const again = await answer(post(event({ idempotencyKey: "a" })));
    expect(again.body).toEqual({ ...(first.body as object), status: "duplicate", duplicate: true });
    expect(await answer(post(event({ idempotencyKey: "a", amount: 2 })))).toMatchObject({
      status: 409,
      body: { code: "conflict" },
    });
    expect(await events()).toHaveLength(1);
  });
});

describe("the Idempotency-Key header", () => {
  const withKey = (header: string, body: unknown) => post(body, `Bearer ${key}`, { "idempotency-key": header });

  it("counts a single event once, as the key in its body does", async () => {
    const first = await answer(withKey("retry-1", event({ amount: 2 })));
    const again = await answer(withKey("retry-1", event({ amount: 2 })));
    expect(again.body).toEqual({ ...(first.body as object), status: "duplicate", duplicate: true });
    expect((await answer(post(event({ amount: 2, idempotencyKey: "retry-1" })))).body).toMatchObject({
      duplicate: true,
    });
    expect((await answer(withKey("retry-1", event({ amount: 2, idempotencyKey: "retry-1" })))).body).toMatchObject({
      duplicate: true,
    });
    expect(await answer(withKey("retry-1", event({ amount: 3 })))).toMatchObject({ status: 409 });
    expect(await events()).toMatchObject([{ amount: 2, idempotencyKey: "retry-1" }]);
  });

  it.each([
    ["differs from the event's key", () => event({ idempotencyKey: "other" }), "idempotencyKey"],
    ["comes with a batch", () => ({ events: [event()] }), "events.0.idempotencyKey"],
  ])("that %s is rejected", async (_what, body, field) => {
    expect(await answer(withKey("retry-1", body()))).toMatchObject({ status: 400, body: { errors: [{ field }] } });
    expect(await events()).toEqual([]);
  });

  it("that is malformed is rejected", async () => {
    expect((await answer(withKey("two words", event()))).status).toBe(400);
  });
});

describe("bad input", () => {
  it.each([
    ["invalid JSON", "{", 400, undefined],
    ["an array", [], 400, ""],
    ["no meter", { meter: undefined }, 400, "meter"],
    ["an empty meter", { meter: "" }, 400, "meter"],
    ["a wrong type", { amount: "1" }, 400, "amount"],
    ["an amount of zero", { amount: 0 }, 400, "amount"],
    ["a negative amount", { amount: -1 }, 400, "amount"],
    ["half a unit", { amount: 0.5 }, 400, "amount"],
    ["an excessive amount", { amount: 1e15 }, 400, "amount"],
    ["an unknown field", { price: 0 }, 400, ""],
    ["an invalid time", { timestamp: "yesterday" }, 400, "timestamp"],
    ["a property that is an object", { properties: { a: {} } }, 400, "properties.a"],
    ["a NUL in a name", { idempotencyKey: "a\u0000b" }, 400, "idempotencyKey"],
    ["half a surrogate pair", { idempotencyKey: "\ud800" }, 400, "idempotencyKey"],
    ["a key that is too long", { idempotencyKey: "x".repeat(256) }, 400, "idempotencyKey"],
    ["a time long ago", { timestamp: "2020-01-01T00:00:00Z" }, 400, "timestamp"],
    ["an unknown meter", { meter: "coffee" }, 422, undefined],
    ["a gauge", { meter: "plants" }, 422, undefined],
    ["an unknown organization", { organization: "nobody" }, 404, undefined],
    ["SQL for a name", { organization: "'; drop table users; --" }, 404, undefined],
  ])("%s is rejected", async (_what, given, status, field) => {
    const body = typeof given === "string" || Array.isArray(given) ? given : event(given);
    const refused = await answer(post(body));
    expect(refused.status).toBe(status);
    if (field !== undefined) expect(refused.body).toMatchObject({ errors: [{ field }] });
    expect(await events()).toEqual([]);
  });

  it("with an unknown meter is answered with the valid ones", async () => {
    expect((await answer(post(event({ meter: "coffee" })))).body).toMatchObject({
      code: "unknown_name",
      valid: expect.arrayContaining(["work_orders"]),
    });
  });

  it("with a NUL in a property is rejected", async () => {
    expect((await answer(post(event({ properties: { note: "a\u0000" } })))).status).toBe(400);
  });

  it.each([
    ["over 1,000 events", () => ({ events: Array.from({ length: 1001 }, () => event()) })],
    ["over 1 MiB", () => JSON.stringify(event({ note: "x".repeat(1024 * 1024) }))],
  ])("%s is 413", async (_what, body) => {
    expect((await answer(post(body()))).status).toBe(413);
    expect(await events()).toEqual([]);
  });
});

describe("a batch", () => {
  it("is answered event by event", async () => {
    const { status, body } = await answer(
      post({
        events: [
          event({ amount: 219, idempotencyKey: "a" }),
          event({ amount: 2 }),
          event({ meter: "coffee" }),
          event(),
        ],
      }),
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({
      accepted: 2,
      duplicates: 0,
      refused: 2,
      results: [
        { index: 0, status: "accepted", used: 219 },
        { index: 1, status: "refused", problem: { status: 402, code: "limit_reached", used: 219 } },
        { index: 2, status: "refused", problem: { status: 422, code: "unknown_name" } },
        { index: 3, status: "accepted", used: 220 },
      ],
    });
  });

  it("refuses a malformed event alone, and counts the others", async () => {
    const { status, body } = await answer(
      post({ events: [event({ amount: 2 }), event({ amount: 0 }), "work_orders", null, event({ price: 1 }), event()] }),
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({
      accepted: 2,
      duplicates: 0,
      refused: 4,
      results: [
        { index: 0, status: "accepted", used: 2 },
        { index: 1, status: "refused", problem: { status: 400, code: "invalid_input", errors: [{ field: "amount" }] } },
        { index: 2, status: "refused", problem: { status: 400 } },
        { index: 3, status: "refused", problem: { status: 400 } },
        { index: 4, status: "refused", problem: { status: 400 } },
        { index: 5, status: "accepted", used: 3 },
      ],
    });
    expect(await events()).toHaveLength(2);
  });

  it("of malformed events only is answered, and its key is still checked", async () => {
    expect(await answer(post({ events: [{}, 7] }))).toMatchObject({ status: 200, body: { accepted: 0, refused: 2 } });
    expect((await post({ events: [{}] }, "Bearer gh_platform_nonsense")).status).toBe(401);
  });

  it.each([
    ["that is empty", { events: [] }, "events"],
    ["whose events are no list", { events: { meter: "work_orders", organization: "x" } }, "events"],
    ["with an unknown field", { events: [{ meter: "work_orders", organization: "x" }], atomic: true }, ""],
  ])("%s is refused as a whole", async (_what, body, field) => {
    expect(await answer(post(body))).toMatchObject({ status: 400, body: { errors: [{ field }] } });
  });
});

describe("the caller", () => {
  it.each([
    ["no key", () => null, 401],
    ["an invalid key", () => "Bearer gh_platform_nonsense", 401],
    ["basic credentials", () => "Basic YTpi", 401],
  ])("with %s is unauthenticated", async (_what, authorization, status) => {
    expect((await answer(post(event(), authorization()))).status).toBe(status);
  });

  it("needs the scope usage:write", async () => {
    const reader = await newKey(["usage:read", "features:read"]);
    expect((await answer(post(event(), `Bearer ${reader}`))).status).toBe(403);
    expect(await events()).toEqual([]);
  });
});
