import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditLog } from "@/db/schema";
import { inTenant, withPlatform } from "@/lib/context";
import { addDays } from "@/lib/durations";
import { trackUsage, wouldFit } from "@/lib/usage";
import { inOrganization, newOrganization, newUser } from "@/testing/factories";
import { entitlementsOf, type GrantOverrideInput, grantOverride, overridesOf, revokeOverride } from "../index";

const now = new Date("2026-03-10T18:00:00Z");
const later = (days: number) => addDays(now, days);

let organization: { id: string };
let admin: { id: string };

beforeEach(async () => {
  organization = await newOrganization({ createdAt: now, plan: "starter", trialDays: 300 });
  admin = await newUser({ platformAdmin: true });
});

const asAdmin = <T>(work: (ctx: Parameters<typeof grantOverride>[0]) => Promise<T>, at = now) =>
  withPlatform({ actor: { kind: "user", id: admin.id }, now: at }, (ctx) => work(inTenant(ctx, organization.id)));
const grant = (input: GrantOverrideInput) => asAdmin((ctx) => grantOverride(ctx, input));
const resolved = (at = now) => inOrganization(organization.id, entitlementsOf, at);
const limit = (value: number | "unlimited", expiresAt?: Date): GrantOverrideInput => ({
  kind: "meter",
  name: "work_orders",
  limit: value,
  reason: "A big order in spring",
  ...(expiresAt ? { expiresAt: expiresAt.toISOString() } : {}),
});

describe("an override", () => {
  it("takes precedence, says why, and ends by itself", async () => {
    await grant(limit(1_000, later(10)));
    const { limits, trace, validUntil } = await resolved(later(9));
    expect(limits.work_orders?.limit).toBe(1_000);
    expect(trace.filter(({ subject }) => subject.key === "work_orders").at(-1)).toMatchObject({
      source: "override",
      value: 1_000,
      because: "A big order in spring",
      until: later(10),
    });
    expect(validUntil).toEqual(later(10));
    expect((await resolved(later(10))).limits.work_orders?.limit).toBe(200);
  });

  it("applies immediately, also if a limit was just reached", async () => {
    const track = (amount: number) =>
      inOrganization(organization.id, (ctx) => trackUsage(ctx, { meter: "work_orders", amount }), now);
    await track(220);
    await expect(track(1)).rejects.toMatchObject({ code: "limit_reached" });
    await grant(limit("unlimited"));
    expect(await track(1)).toBe(221);
    const { refusedBy } = await inOrganization(organization.id, (ctx) => wouldFit(ctx, "work_orders", 9_999), now);
    expect(refusedBy).toBeNull();
  });

  it("granted in two tabs at once is one of them, so that revoking it leaves none", async () => {
    const both = await Promise.all([grant(limit(5_000)), grant(limit("unlimited"))]);
    const [kept, ...others] = await inOrganization(organization.id, overridesOf, now);
    expect(others).toEqual([]);
    expect(both.map(({ id }) => id)).toContain(kept?.id);
    await asAdmin((ctx) => revokeOverride(ctx, { overrideId: kept?.id ?? "" }));
    expect((await resolved()).limits.work_orders?.limit).toBe(200);
  });

  it("switches a feature on or off", async () => {
    const feature = (name: string, enabled: boolean): GrantOverrideInput => ({
      kind: "feature",
      name,
      enabled,
      reason: "Pilot",
    });
    await grant(feature("api_access", true));
    await grant(feature("inventory", false));
    const { features } = await resolved();
    expect(features).toContain("api_access");
    expect(features).not.toContain("inventory");
  });

  it("replaces an older one of the same name", async () => {
    await grant(limit(1_000));
    await grant(limit(500));
    expect((await asAdmin(overridesOf)).map((row) => row.limit)).toEqual([500]);
    expect((await resolved()).limits.work_orders?.limit).toBe(500);
  });

  it("is revoked once, and both are in the audit log with the admin's name", async () => {
    const { id } = await grant(limit(1_000));
    const revoke = () => asAdmin((ctx) => revokeOverride(ctx, { overrideId: id }));
    await revoke();
    expect((await resolved()).limits.work_orders?.limit).toBe(200);
    await expect(revoke()).rejects.toMatchObject({ code: "not_found" });
    const rows = await asAdmin(({ tx }) =>
      tx.select().from(auditLog).where(eq(auditLog.organizationId, organization.id)).orderBy(auditLog.seq),
    );
    expect(rows.slice(-2).map(({ action, actorId }) => [action, actorId])).toEqual([
      ["entitlements.override_granted", admin.id],
      ["entitlements.override_revoked", admin.id],
    ]);
  });

  it("of another organization is not found", async () => {
    const { id } = await grant(limit(1_000));
    const other = await newOrganization();
    const revoke = withPlatform({ actor: { kind: "user", id: admin.id } }, (ctx) =>
      revokeOverride(inTenant(ctx, other.id), { overrideId: id }),
    );
    await expect(revoke).rejects.toMatchObject({ code: "not_found" });
  });

  it.each([
    ["an unknown meter", { ...limit(1), name: "widgets" }, "unknown_name"],
    ["an unknown feature", { kind: "feature", name: "magic", enabled: true, reason: "x" } as const, "unknown_name"],
    ["an end that has passed", limit(1, now), "invalid_input"],
  ])("is rejected for %s and changes nothing", async (_, input, code) => {
    await expect(grant(input)).rejects.toMatchObject({ code });
    expect(await asAdmin(overridesOf)).toEqual([]);
  });
});
