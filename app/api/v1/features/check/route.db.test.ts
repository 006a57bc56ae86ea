import { beforeAll, describe, expect, it } from "vitest";
import { type Actor, withPlatform, withTenant } from "@/lib/context";
import { grantOverride, revokeOverride } from "@/lib/entitlements";
import { createApiKey, createPlatformKey, revokePlatformKey, type Scope } from "@/lib/keys";
import { trackUsage } from "@/lib/usage";
import { inOrganization, newOrganization, newUser } from "@/testing/factories";
import { GET as checkLimit } from "../../subscription/limits/check/route";
import { GET as current } from "../../usage/current/route";
import { GET as limits } from "../../usage/limits/route";
import { GET as available } from "../available/route";
import { POST as check } from "./route";

let platform: string;
let starter: string;
let enterprise: string;
let enterpriseKey: string;

async function makePlatformKey(scopes: Scope[]) {
  const { id } = await newUser({ platformAdmin: true });
  const actor: Actor = { kind: "user", id };
  return {
    actor,
    ...(await withPlatform({ actor }, (ctx) => createPlatformKey(ctx, { name: "server", scopes }))),
  };
}
const platformKey = async (scopes: Scope[]) => (await makePlatformKey(scopes)).key;

beforeAll(async () => {
  platform = await platformKey(["usage:read", "features:read"]);
  starter = (await newOrganization({ plan: "starter", externalId: "acme" })).id;
  const large = await newOrganization({ plan: "enterprise" });
  enterprise = large.id;
  const actor: Actor = { kind: "user", id: large.ownerId };
  enterpriseKey = (await withTenant({ organizationId: enterprise, actor }, (ctx) => createApiKey(ctx, { name: "erp" })))
    .key;
  await inOrganization(starter, (ctx) => trackUsage(ctx, { meter: "work_orders", amount: 170 }));
});

type Handler = (request: Request) => Promise<Response>;

async function ask(handler: Handler, path: string, key: string, body?: unknown) {
  const request = new Request(`http://localhost/api/v1/${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { authorization: `Bearer ${key}` },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const response = await handler(request);
  const answer: Record<string, unknown> = await response.json();
  return { status: response.status, answer };
}

describe("a platform key", () => {
  it("can check any organization, by our id or by external id", async () => {
    for (const organization of [starter, "acme"]) {
      expect(await ask(current, `usage/current?organization=${organization}`, platform)).toMatchObject({
        status: 200,
        answer: { organization: starter, plan: "starter", access: "full" },
      });
    }
  });

  it("must name an organization that exists", async () => {
    expect((await ask(current, "usage/current", platform)).status).toBe(400);
    for (const nobody of ["nobody", "%00", "%F0%9F", "'%20or%20true--"]) {
      expect((await ask(current, `usage/current?organization=${nobody}`, platform)).status).toBe(404);
    }
  });

  it("needs the scope for what it checks", async () => {
    const features = await platformKey(["features:read"]);
    expect((await ask(current, "usage/current?organization=acme", features)).status).toBe(403);
    expect((await ask(available, "features/available?organization=acme", features)).status).toBe(200);
  });
});

describe("what a platform key reads", () => {
  it("is what the organization's own key reads, and so it stays after every change", async () => {
    const read = async (handler: Handler, path: string) => {
      const own = await ask(handler, path, enterpriseKey);
      expect(await ask(handler, `${path}?organization=${enterprise}`, platform)).toEqual(own);
      return own.answer;
    };
    const all = async () => ({
      usage: await read(current, "usage/current"),
      limits: await read(limits, "usage/limits"),
      features: await read(available, "features/available"),
    });
    const before = await all();
    await inOrganization(enterprise, (ctx) => trackUsage(ctx, { meter: "work_orders", amount: 3 }));
    const override = await inOrganization(enterprise, (ctx) =>
      grantOverride(ctx, { kind: "meter", name: "storage_gb", limit: 7, reason: "agreed" }),
    );
    const changed = await all();
    expect(changed.usage).not.toEqual(before.usage);
    expect(changed.limits).toMatchObject({
      limits: expect.arrayContaining([expect.objectContaining({ meter: "storage_gb", limit: 7 })]),
    });
    await inOrganization(enterprise, (ctx) => revokeOverride(ctx, { overrideId: override.id }));
    expect((await all()).limits).toEqual(before.limits);
  });
});

describe("an organization's key", () => {
  it("can check its own organization only, by whichever name", async () => {
    expect((await ask(current, "usage/current", enterpriseKey)).answer.organization).toBe(enterprise);
    const named = await ask(current, `usage/current?organization=${enterprise}`, enterpriseKey);
    expect(named.answer.organization).toBe(enterprise);
    const own = await ask(check, "features/check", enterpriseKey, { feature: "sso_saml", organization: enterprise });
    expect(own.answer).toMatchObject({ allowed: true, plan: "enterprise" });
    expect((await ask(current, `usage/current?organization=${starter}`, enterpriseKey)).status).toBe(404);
    const other = await ask(check, "features/check", enterpriseKey, { feature: "sso_saml", organization: starter });
    expect(other.status).toBe(404);
  });
});

describe("the check", () => {
  const checked = async (body: object) => ask(check, "features/check", platform, { organization: "acme", ...body });

  it("of a feature returns whether it is allowed and which plans include it", async () => {
    expect((await checked({ feature: "work_orders" })).answer).toMatchObject({ allowed: true, feature: "work_orders" });
    expect((await checked({ feature: "sso_saml" })).answer).toMatchObject({
      allowed: false,
      availableIn: ["enterprise"],
    });
  });

  it("of a meter returns whether that amount is allowed, or why not", async () => {
    expect((await checked({ meter: "work_orders", amount: 50 })).answer).toMatchObject({
      allowed: true,
      used: 170,
      problem: null,
    });
    expect((await checked({ meter: "work_orders", amount: 51 })).answer).toMatchObject({
      allowed: false,
      problem: { status: 402, code: "limit_reached", rule: "hard_limit", hardLimit: 220 },
    });
    const limit = await ask(checkLimit, "subscription/limits/check?organization=acme&meter=plants&amount=2", platform);
    expect(limit.answer).toMatchObject({ allowed: false, meter: "plants", used: 0, limit: 1 });
  });

  it.each([
    [{}, 400],
    [{ feature: "x", meter: "work_orders" }, 400],
    [{ meter: "work_orders", amount: 0 }, 400],
    [{ feature: "telepathy" }, 422],
    [{ meter: "coffee" }, 422],
  ])("%o answers %i", async (body, status) => {
    expect((await checked(body)).status).toBe(status);
  });

  it("of all limits returns where each comes from", async () => {
    const { answer } = await ask(limits, "usage/limits?organization=acme", platform);
    expect(answer.limits).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          meter: "plants",
          limit: 1,
          because: [{ source: "plan", value: 1, because: "Starter", until: null }],
        }),
      ]),
    );
  });
});

describe("what is cached about an organization and a key", () => {
  const question = (organization: string, key: string) =>
    ask(check, "features/check", key, { organization, feature: "sso_saml" });

  it("is never stale: a grant or revocation applies to the next check", async () => {
    const { id } = await newOrganization({ plan: "starter" });
    expect((await question(id, platform)).answer.allowed).toBe(false);
    const granted = await inOrganization(id, (ctx) =>
      grantOverride(ctx, { kind: "feature", name: "sso_saml", enabled: true, reason: "agreed" }),
    );
    expect((await question(id, platform)).answer).toMatchObject({
      allowed: true,
      because: [{ source: "plan" }, { source: "override", because: "agreed" }],
    });
    await inOrganization(id, (ctx) => revokeOverride(ctx, { overrideId: granted.id }));
    expect((await question(id, platform)).answer.allowed).toBe(false);
  });

  it("is checked for each of several concurrent requests", async () => {
    const revoked = await makePlatformKey(["features:read"]);
    expect((await question(starter, revoked.key)).status).toBe(200);
    await withPlatform({ actor: revoked.actor }, (ctx) => revokePlatformKey(ctx, { keyId: revoked.id }));
    const { id } = await newOrganization({ plan: "starter" });
    await question(id, platform);
    await inOrganization(id, (ctx) =>
      grantOverride(ctx, { kind: "feature", name: "sso_saml", enabled: true, reason: "agreed" }),
    );
    const all = await Promise.all([
      question(starter, platform),
      question(id, platform),
      question("nobody", platform),
      question(starter, revoked.key),
      question(enterprise, platform),
    ]);
    expect(all.map(({ status, answer }) => [status, answer.allowed])).toEqual([
      [200, false],
      [200, true],
      [404, undefined],
      [401, undefined],
      [200, true],
    ]);
  });
});
