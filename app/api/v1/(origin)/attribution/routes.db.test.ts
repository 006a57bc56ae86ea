import { beforeAll, describe, expect, it, vi } from "vitest";
import { type Actor, withPlatform, withTenant } from "@/lib/context";
import { createApiKey, createPlatformKey } from "@/lib/keys";
import { newOrganization, newUser } from "@/testing/factories";

vi.hoisted(() => {
  process.env.PRODUCT = "origin";
});
vi.mock("next/headers", () => ({
  cookies: async () => ({ get: () => undefined }),
  headers: async () => new Headers(),
}));

const at = "2026-01-02T09:30:00Z";
const touchpoint = { id: "t1", visitor: "v1", channel: "Email", at };
let keys: Record<"own" | "reading" | "platform", string>;

beforeAll(async () => {
  const { id: organizationId, owner: actor } = await newOrganization({ plan: "pro", externalId: "acme" });
  const ofOrganization = (scopes: ("usage:read" | "data:write")[]) =>
    withTenant({ organizationId, actor }, async (ctx) => (await createApiKey(ctx, { name: "server", scopes })).key);
  const admin: Actor = { kind: "user", id: (await newUser({ platformAdmin: true })).id };
  const made = await withPlatform({ actor: admin }, (ctx) =>
    createPlatformKey(ctx, { name: "server", scopes: ["data:write"] }),
  );
  keys = {
    own: await ofOrganization(["data:write"]),
    reading: await ofOrganization(["usage:read"]),
    platform: made.key,
  };
});

async function send(name: "touchpoints" | "track-journey", key: string | undefined, body: unknown) {
  const { POST } = await import(`./${name}/route.ts`);
  const headers: Record<string, string> = key ? { authorization: `Bearer ${key}` } : {};
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const url = `http://localhost:3000/api/v1/attribution/${name}`;
  const response: Response = await POST(new Request(url, { method: "POST", headers, body: text }));
  return { status: response.status, body: await response.json() };
}

describe("POST /api/v1/attribution/touchpoints", () => {
  it("takes a batch once, by an organization's key or a platform key that names it", async () => {
    const batch = { touchpoints: [touchpoint] };
    expect(await send("touchpoints", keys.own, batch)).toMatchObject({
      status: 200,
      body: { accepted: 1, duplicates: 0 },
    });
    const named = { ...batch, organization: "acme" };
    expect(await send("touchpoints", keys.platform, named)).toMatchObject({ status: 200, body: { duplicates: 1 } });
    expect(await send("touchpoints", keys.platform, batch)).toMatchObject({ status: 400 });
    expect(await send("touchpoints", keys.platform, { ...batch, organization: "unknown" })).toMatchObject({
      status: 404,
    });
    expect(await send("touchpoints", keys.own, { ...batch, organization: "other" })).toMatchObject({ status: 404 });
  });

  it("refuses a key without the scope, no key, and bodies it can't read, and never fails", async () => {
    expect(await send("touchpoints", keys.reading, { touchpoints: [touchpoint] })).toMatchObject({
      status: 403,
      body: { reason: "scope", scope: "data:write" },
    });
    expect(await send("touchpoints", undefined, { touchpoints: [touchpoint] })).toMatchObject({ status: 401 });
    for (const body of [
      "",
      "{",
      "[]",
      "null",
      {},
      { touchpoints: [] },
      { touchpoints: {} },
      { touchpoints: [1], x: 1 },
    ]) {
      expect(await send("touchpoints", keys.own, body), JSON.stringify(body)).toMatchObject({ status: 400 });
    }
    const many = { touchpoints: Array(1_001).fill(touchpoint) };
    expect(await send("touchpoints", keys.own, many)).toMatchObject({ status: 413, body: { code: "too_large" } });
    const odd = { touchpoints: [null, 5, "x", [], { ...touchpoint, id: "\u0000" }, { ...touchpoint, id: {} }] };
    expect(await send("touchpoints", keys.own, odd)).toMatchObject({ status: 200, body: { accepted: 0 } });
  });
});

it("a tracked journey beyond the plan is a 402 with error, message, currentPlan and upgradeUrl", async () => {
  const { id: organizationId, owner: actor } = await newOrganization({ plan: "free" });
  const { key } = await withTenant({ organizationId, actor }, (ctx) =>
    createApiKey(ctx, { name: "server", scopes: ["data:write"] }),
  );
  const journey = {
    id: "j1",
    visitor: "v1",
    touchpoints: [{ channel: "email", at }],
    conversion: { value: 1_000, at: "2026-01-02T10:00:00Z" },
  };
  expect(await send("track-journey", key, { ...journey, model: "linear" })).toMatchObject({
    status: 402,
    body: {
      code: "feature_not_in_plan",
      error: "feature_not_in_plan",
      message: expect.stringContaining("Upgrade to Pro"),
      currentPlan: "free",
      upgradeUrl: "http://localhost:3000/billing",
    },
  });
  expect(await send("track-journey", key, journey)).toMatchObject({
    status: 200,
    body: {
      journey: "j1",
      model: "last_touch",
      used: 1,
      credits: [{ channel: "email", conversions: 1, value: 1_000 }],
    },
  });
});
