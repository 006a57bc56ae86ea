import "@/testing/billing/local-stripe";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { type Actor, withPlatform, withTenant } from "@/lib/context";
import { createApiKey, createPlatformKey, revokePlatformKey } from "@/lib/keys";
import { newOrganization, newUser } from "@/testing/factories";

const token = vi.hoisted(() => {
  process.env.HEALTH_TOKEN = "a-token-of-the-uptime-monitor";
  return process.env.HEALTH_TOKEN;
});

async function healthWith(authorization?: string) {
  const { GET } = await import("./route");
  const request = new Request("http://localhost:3000/api/health");
  if (authorization) request.headers.set("authorization", authorization);
  const response = await GET(request);
  return Object.keys(await response.json()).sort();
}

let platform: { id: string; key: string };
let revoked: string;
let organization: string;
beforeAll(async () => {
  const actor: Actor = { kind: "user", id: (await newUser({ platformAdmin: true })).id };
  const create = () =>
    withPlatform({ actor }, (ctx) => createPlatformKey(ctx, { name: "monitor", scopes: ["usage:read"] }));
  platform = await create();
  const gone = await create();
  await withPlatform({ actor }, (ctx) => revokePlatformKey(ctx, { keyId: gone.id }));
  revoked = gone.key;
  const { id: organizationId, owner } = await newOrganization({ plan: "enterprise" });
  organization = (await withTenant({ organizationId, actor: owner }, (ctx) => createApiKey(ctx, { name: "own" }))).key;
});

const details = ["checks", "status", "version"];

describe("the health check", () => {
  it("tells strangers only whether everything works", async () => {
    expect(await healthWith()).toEqual(["status"]);
    expect(await healthWith("Bearer wrong")).toEqual(["status"]);
    expect(await healthWith(`Basic ${token}`)).toEqual(["status"]);
    expect(await healthWith(`Bearer ${organization}`)).toEqual(["status"]);
    expect(await healthWith(`Bearer ${revoked}`)).toEqual(["status"]);
    expect(await healthWith(`Bearer gh_platform_${"x".repeat(43)}`)).toEqual(["status"]);
  });

  it("tells which part is down to a platform key, and to anyone who has the token", async () => {
    expect(await healthWith(`Bearer ${platform.key}`)).toEqual(details);
    expect(await healthWith(`Bearer ${token}`)).toEqual(details);
  });
});
