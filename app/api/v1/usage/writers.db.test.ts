import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { platformKeys, usageEvents } from "@/db/schema";
import { withPlatform } from "@/lib/context";
import { createPlatformKey, revokePlatformKey } from "@/lib/keys";
import { asSystem } from "@/testing/actors";
import { inOrganization, newOrganization, newUser } from "@/testing/factories";
import { POST as check } from "../features/check/route";
import { POST as setGauge } from "./gauges/route";
import { POST as commit } from "./reservations/[id]/commit/route";
import { POST as release } from "./reservations/[id]/release/route";
import { POST as reserve } from "./reserve/route";
import { POST as track } from "./track/route";

// For this test, storage is reported through the API: no table of the product measures it.
vi.mock("@/lib/products", async (importActual) => ({
  ...(await importActual<typeof import("@/lib/products")>()),
  measuredGauges: ["users", "plants"],
}));

type Key = { id: string; key: string; admin: string };
let writer: Key;
let organization: { id: string };

async function newKey(scopes: ("usage:write" | "features:read")[]): Promise<Key> {
  const { id: admin } = await newUser({ platformAdmin: true });
  const made = await withPlatform({ actor: { kind: "user", id: admin } }, (ctx) =>
    createPlatformKey(ctx, { name: "server", scopes, expiresInDays: null }),
  );
  return { ...made, admin };
}

const revoke = ({ id, admin }: Key) =>
  withPlatform({ actor: { kind: "user", id: admin } }, (ctx) => revokePlatformKey(ctx, { keyId: id }));

beforeAll(async () => {
  writer = await newKey(["usage:write", "features:read"]);
});

beforeEach(async () => {
  organization = await newOrganization({ plan: "starter" });
});

type Handler = (request: Request) => Promise<Response>;

async function post(handler: Handler, body: object, { key } = writer) {
  const headers = { authorization: `Bearer ${key}` };
  const response = await handler(
    new Request("http://localhost/api", { method: "POST", headers, body: JSON.stringify(body) }),
  );
  const answer: Record<string, unknown> = await response.json();
  return { status: response.status, answer };
}

const of =
  (id: unknown, handler: typeof commit): Handler =>
  (request) =>
    handler(request, { params: Promise.resolve({ id: String(id) }) });
const event = (given: object = {}) => ({ organization: organization.id, meter: "work_orders", ...given });
const counted = async () =>
  (await inOrganization(organization.id, ({ tx }) => tx.select().from(usageEvents))).reduce(
    (sum, { amount }) => sum + amount,
    0,
  );

describe("reserving over HTTP", () => {
  it("reserves, commits and releases", async () => {
    const first = await post(reserve, event({ amount: 30, expiresIn: 60 }));
    expect(first).toMatchObject({ status: 201, answer: { state: "held", amount: 30, committed: null } });
    expect((await post(of(first.answer.id, commit), { amount: 20 })).answer).toMatchObject({
      state: "committed",
      committed: 20,
    });
    const second = await post(reserve, event({ amount: 200 }));
    expect(await post(check, event({ amount: 1 }))).toMatchObject({
      answer: { allowed: false, problem: { held: 200, used: 20 } },
    });
    expect((await post(of(second.answer.id, release), {})).answer).toMatchObject({ state: "released" });
    expect((await post(check, event({ amount: 200 }))).answer).toMatchObject({ allowed: true });
    expect(await counted()).toBe(20);
  });

  it.each([
    ["too much", () => post(reserve, event({ amount: 221 })), 402],
    ["an unknown meter", () => post(reserve, event({ meter: "coffee" })), 422],
    ["an unknown organization", () => post(reserve, { ...event(), organization: "nobody" }), 404],
    ["for longer than a day", () => post(reserve, event({ expiresIn: 86_401 })), 400],
    ["an invalid id", () => post(of("x", commit), {}), 400],
    ["an unknown id", () => post(of("0198c5f0-0000-7000-8000-000000000000", commit), {}), 404],
    ["without the scope", async () => post(reserve, event(), await newKey(["features:read"])), 403],
  ])("refuses %s", async (_what, asked, status) => {
    expect((await asked()).status).toBe(status);
    expect(await counted()).toBe(0);
  });
});

describe("setting a gauge over HTTP", () => {
  it("returns the previous level and the current state", async () => {
    expect(await post(setGauge, { ...event(), meter: "storage_gb", level: 9 })).toMatchObject({
      status: 200,
      answer: { level: 9, before: 0, limit: 10, state: "warning" },
    });
    expect((await post(setGauge, { ...event(), level: 9 })).status).toBe(422);
    expect((await post(setGauge, { ...event(), meter: "storage_gb", level: -1 })).status).toBe(400);
  });

  it.each(["users", "plants"])("refuses %s, which the application measures", async (meter) => {
    expect(await post(setGauge, { ...event(), meter, level: 0 })).toMatchObject({
      status: 409,
      answer: { code: "conflict", reason: "measured", meter },
    });
  });
});

describe("a cached key", () => {
  it("stops working with the first request after it is revoked, and nothing is counted for it", async () => {
    const key = await newKey(["usage:write", "features:read"]);
    expect((await post(track, event(), key)).status).toBe(200);
    expect((await post(check, { organization: organization.id, feature: "work_orders" }, key)).status).toBe(200);
    await revoke(key);
    expect((await post(check, { organization: organization.id, feature: "work_orders" }, key)).status).toBe(401);
    expect((await post(track, event(), key)).status).toBe(401);
    expect((await post(track, event(), key)).status).toBe(401);
    expect(await counted()).toBe(1);
  });

  it("stops working the moment it expires", async () => {
    const key = await newKey(["usage:write"]);
    expect((await post(track, event(), key)).status).toBe(200);
    await withPlatform({ actor: asSystem() }, ({ tx }) =>
      tx
        .update(platformKeys)
        .set({ expiresAt: new Date(Date.now() - 1) })
        .where(eq(platformKeys.id, key.id)),
    );
    expect((await post(track, event(), key)).status).toBe(401);
    expect(await counted()).toBe(1);
  });

  it("once revoked doesn't affect the requests in the same batch", async () => {
    const key = await newKey(["usage:write"]);
    await post(track, event(), key);
    await revoke(key);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => post(track, event(), index % 4 === 0 ? key : writer)),
    );
    expect(answers.map(({ status }) => status)).toEqual(
      Array.from({ length: 20 }, (_, index) => (index % 4 === 0 ? 401 : 200)),
    );
    expect(await counted()).toBe(16);
  });
});
