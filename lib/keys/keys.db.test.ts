import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { describe, expect, it } from "vitest";
import { apiKeys, auditLog, platformKeys } from "@/db/schema";
import { withPlatform, withTenant } from "@/lib/context";
import { platformDatabase } from "@/lib/database";
import { asSystem } from "@/testing/actors";
import { inOrganization, newOrganization, newUser } from "@/testing/factories";
import {
  authenticateKey,
  createApiKey,
  createPlatformKey,
  listApiKeys,
  listPlatformKeys,
  requirePlatformKey,
  revokeApiKey,
  revokePlatformKey,
  rotateApiKey,
  rotatePlatformKey,
} from "./index";
import { newKey } from "./key-format";
import { maxKeys } from "./key-limit";

const request = (key?: string) =>
  new Request("http://localhost/api/v1/usage/track", key ? { headers: { authorization: `Bearer ${key}` } } : {});

async function platformKey(scopes: ("usage:write" | "usage:read" | "features:read")[] = ["usage:write"]) {
  const admin = await newUser({ platformAdmin: true });
  const made = await withPlatform({ actor: { kind: "user", id: admin.id } }, (ctx) =>
    createPlatformKey(ctx, { name: "Production", scopes }),
  );
  return { ...made, admin };
}

const enterprise = () => newOrganization({ plan: "enterprise" });
const makeKey = ({ id, owner }: Awaited<ReturnType<typeof enterprise>>) =>
  withTenant({ organizationId: id, actor: owner }, (ctx) => createApiKey(ctx, { name: "ERP" }));

describe("a platform key", () => {
  it("acts with its scopes, is stored as a hash, and leaves an audit row that does not hold it", async () => {
    const { id, key } = await platformKey(["usage:write", "features:read"]);
    expect(key).toMatch(/^gh_platform_[\w-]{43}$/);
    expect(await authenticateKey(request(key))).toEqual({
      kind: "platform",
      actor: { kind: "platform_key", id },
      scopes: ["usage:write", "features:read"],
    });
    const database = platformDatabase();
    const rows = [
      ...(await database.select().from(platformKeys).where(eq(platformKeys.id, id))),
      ...(await database.select().from(auditLog).where(eq(auditLog.subject, id))),
    ];
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toContain(key);
  });

  it("may do what its scopes say and no more", async () => {
    const { id, key } = await platformKey(["usage:read"]);
    expect(await requirePlatformKey(request(key), "usage:read")).toEqual({ kind: "platform_key", id });
    await expect(requirePlatformKey(request(key), "usage:write")).rejects.toMatchObject({ code: "forbidden" });
    await expect(requirePlatformKey(request(), "usage:read")).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("stops working immediately when revoked, and is revoked once", async () => {
    const { id, key, admin } = await platformKey();
    const revoke = () =>
      withPlatform({ actor: { kind: "user", id: admin.id } }, (ctx) => revokePlatformKey(ctx, { keyId: id }));
    await revoke();
    await expect(authenticateKey(request(key))).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(revoke()).rejects.toMatchObject({ code: "not_found" });
    const listed = await withPlatform({ actor: asSystem() }, listPlatformKeys);
    expect(listed.find((one) => one.id === id)?.revokedAt).toBeInstanceOf(Date);
    expect(JSON.stringify(listed)).not.toContain("hash");
  });

  it("stops working when it expires", async () => {
    const { id, key } = await platformKey();
    const tomorrow = new Date(Date.now() + 24 * 60 * 60 * 1000);
    await platformDatabase().update(platformKeys).set({ expiresAt: tomorrow }).where(eq(platformKeys.id, id));
    await authenticateKey(request(key));
    await expect(authenticateKey(request(key), tomorrow)).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("records when it was used, at most once a minute", async () => {
    const { id, key } = await platformKey();
    const usedAt = async () =>
      (await platformDatabase().select().from(platformKeys).where(eq(platformKeys.id, id)))[0]?.lastUsedAt;
    const start = new Date("2026-03-01T10:00:00Z");
    await authenticateKey(request(key), start);
    await authenticateKey(request(key), new Date(start.getTime() + 30_000));
    expect(await usedAt()).toEqual(start);
    const next = new Date(start.getTime() + 61_000);
    await authenticateKey(request(key), next);
    expect(await usedAt()).toEqual(next);
  });

  it.each([
    `gh_platform_${"x".repeat(43)}`,
    `gh_org_${"x".repeat(43)}`,
    "sk_live_0123456789012345678901234567890",
    "short",
    "gh_platform_'; drop table platform_keys; --",
    "x".repeat(5000),
  ])("is refused if malformed or unknown: %s", async (key) => {
    await expect(authenticateKey(request(key))).rejects.toMatchObject({
      code: "unauthenticated",
      message: "This key isn't valid.",
    });
  });

  it("isn't required where none is sent", async () => {
    expect(await authenticateKey(request())).toBeNull();
  });
});

describe("an organization's key", () => {
  it("acts for its organization, with read scopes by default", async () => {
    const organization = await enterprise();
    const { id: keyId, key } = await makeKey(organization);
    expect(await authenticateKey(request(key))).toEqual({
      kind: "organization",
      actor: { kind: "api_key", id: keyId },
      scopes: ["usage:read", "features:read"],
      organizationId: organization.id,
    });
    await expect(requirePlatformKey(request(key), "usage:write")).rejects.toMatchObject({ code: "forbidden" });
  });

  it("is created only where the plan includes the API", async () => {
    const organization = await newOrganization({ plan: "starter" });
    await expect(makeKey(organization)).rejects.toMatchObject({ code: "feature_not_in_plan" });
  });

  it("isn't created after the trial has ended", async () => {
    const over = await newOrganization({ plan: "enterprise", createdAt: new Date("2026-01-01T00:00:00Z") });
    await expect(makeKey(over)).rejects.toMatchObject({ code: "read_only" });
  });

  it("is limited to a hundred, also under concurrent requests; revoking one allows another", async () => {
    const organization = await enterprise();
    const { id, key } = await makeKey(organization);
    const others = Array.from({ length: maxKeys - 3 }, (_, n) => ({ ...newKey("organization"), name: `Key ${n}` }));
    await inOrganization(organization.id, ({ tx, now }) =>
      tx.insert(apiKeys).values(
        others.map(({ hash, prefix, name }) => ({
          ...{ organizationId: organization.id, id: uuidv7(), name, prefix, hash },
          ...{ scopes: [], createdBy: organization.owner.id, createdAt: now },
        })),
      ),
    );
    const made = await Promise.allSettled(Array.from({ length: 4 }, () => makeKey(organization)));
    expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
    const rotate = () => inOrganization(organization.id, (ctx) => rotateApiKey(ctx, { keyId: id, overlapHours: 1 }));
    await expect(rotate()).rejects.toMatchObject({ code: "conflict", details: { reason: "too_many_keys" } });
    expect(await authenticateKey(request(key))).toMatchObject({ kind: "organization" });
    await inOrganization(organization.id, (ctx) => revokeApiKey(ctx, { keyId: id }));
    await expect(makeKey(organization)).resolves.toHaveProperty("key");
  });

  it("is listed and revoked by its own organization and no other", async () => {
    const [mine, theirs] = [await enterprise(), await enterprise()];
    const { id: keyId, key } = await makeKey(theirs);
    expect(await inOrganization(mine.id, listApiKeys)).toEqual([]);
    const revokeAs = (organizationId: string) => inOrganization(organizationId, (ctx) => revokeApiKey(ctx, { keyId }));
    await expect(revokeAs(mine.id)).rejects.toMatchObject({ code: "not_found" });
    await authenticateKey(request(key));
    await revokeAs(theirs.id);
    await expect(authenticateKey(request(key))).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("is stored as a hash", async () => {
    const organization = await enterprise();
    const { key } = await makeKey(organization);
    const rows = await inOrganization(organization.id, ({ tx }) => tx.select().from(apiKeys));
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(key);
  });
});

describe("a key that is rotated", () => {
  const now = new Date();
  const hours = (count: number) => new Date(now.getTime() + count * 60 * 60 * 1000);

  it("keeps working beside its successor for a while, which has its name, scopes and lifetime", async () => {
    const admin = await newUser({ platformAdmin: true });
    const asAdmin = <T>(work: (ctx: Parameters<typeof createPlatformKey>[0]) => Promise<T>) =>
      withPlatform({ actor: { kind: "user", id: admin.id }, now }, work);
    const old = await asAdmin((ctx) =>
      createPlatformKey(ctx, { name: "Importer", scopes: ["usage:write"], expiresInDays: 30 }),
    );
    const successor = await asAdmin((ctx) => rotatePlatformKey(ctx, { keyId: old.id, overlapHours: 24 }));
    expect(await authenticateKey(request(successor.key), hours(29 * 24))).toMatchObject({ scopes: ["usage:write"] });
    expect(await authenticateKey(request(old.key), hours(23))).toMatchObject({ scopes: ["usage:write"] });
    await expect(authenticateKey(request(old.key), hours(24))).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(authenticateKey(request(successor.key), hours(30 * 24))).rejects.toMatchObject({
      code: "unauthenticated",
    });
    const listed = await asAdmin(listPlatformKeys);
    expect(listed.filter(({ name }) => name === "Importer")).toHaveLength(2);
  });

  it("can stop working immediately, and can't be rotated again", async () => {
    const { id, owner } = await enterprise();
    const inside = <T>(work: (ctx: Parameters<typeof rotateApiKey>[0]) => Promise<T>, at = now) =>
      withTenant({ organizationId: id, actor: owner, now: at }, work);
    const old = await inside((ctx) => createApiKey(ctx, { name: "ERP", scopes: ["usage:read"] }));
    const successor = await inside((ctx) => rotateApiKey(ctx, { keyId: old.id, overlapHours: 0 }));
    await expect(authenticateKey(request(old.key), hours(1))).rejects.toMatchObject({ code: "unauthenticated" });
    expect(await authenticateKey(request(successor.key), hours(1))).toMatchObject({ scopes: ["usage:read"] });
    const again = inside((ctx) => rotateApiKey(ctx, { keyId: old.id, overlapHours: 1 }), hours(1));
    await expect(again).rejects.toMatchObject({ code: "not_found" });
  });

  it("can't be rotated by another organization", async () => {
    const { id, owner } = await enterprise();
    const { id: keyId } = await withTenant({ organizationId: id, actor: owner }, (ctx) =>
      createApiKey(ctx, { name: "ERP" }),
    );
    const other = await enterprise();
    const foreign = withTenant({ organizationId: other.id, actor: other.owner }, (ctx) =>
      rotateApiKey(ctx, { keyId, overlapHours: 0 }),
    );
    await expect(foreign).rejects.toMatchObject({ code: "not_found" });
  });

  it("leaves an audit row without the key", async () => {
    const { id, key } = await platformKey();
    const admin = await newUser({ platformAdmin: true });
    const made = await withPlatform({ actor: { kind: "user", id: admin.id } }, (ctx) =>
      rotatePlatformKey(ctx, { keyId: id, overlapHours: 1 }),
    );
    const rows = await platformDatabase().select().from(auditLog).where(eq(auditLog.subject, id));
    expect(rows.map(({ action }) => action)).toEqual(["keys.platform_key_created", "keys.platform_key_rotated"]);
    expect(JSON.stringify(rows)).not.toContain(key);
    expect(JSON.stringify(rows)).not.toContain(made.key);
  });
});
