import { asc, eq } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, describe, expect, it } from "vitest";
import { auditLog, organizations } from "@/db/schema";
import { type Actor, withPlatform, withTenant } from "@/lib/context";
import { env } from "@/lib/env";
import { renameOrganization } from "@/lib/tenancy";
import { asSystem } from "@/testing/actors";
import { auditOf, firstBrokenRow } from "@/testing/audit";
import { inOrganization, newOrganization } from "@/testing/factories";
import { type AuditAction, recordAudit } from "./index";
import { platformChain } from "./record-audit";

const owner = postgres(env.DATABASE_URL, { max: 1, onnotice: () => undefined });
afterAll(() => owner.end());

const append = (organizationId: string, action: AuditAction, details: Record<string, unknown> = {}) =>
  inOrganization(organizationId, (ctx) => recordAudit(ctx, { organizationId, action, details }));

describe("the audit log", () => {
  it("is a chain per organization, whatever values its details hold", async () => {
    const { id } = await newOrganization();
    await append(id, "plant.created", { name: "Werk Köln 🏭", nested: { b: [1, null, "x"], a: 1.5 } });
    await append(id, "plant.updated", {
      at: new Date("2026-01-01T00:00:00Z").toISOString(),
      big: 9_007_199_254_740_991,
    });
    const rows = await auditOf(id);
    expect(rows.map(({ seq, action }) => [seq, action])).toEqual([
      [1, "plant.created"],
      [2, "plant.updated"],
    ]);
    expect(firstBrokenRow(rows)).toBeUndefined();
  });

  it("stays one chain under concurrent writers", async () => {
    const { id } = await newOrganization();
    await Promise.all(Array.from({ length: 40 }, (_, index) => append(id, "work_order.created", { index })));
    const rows = await auditOf(id);
    expect(rows).toHaveLength(40);
    expect(firstBrokenRow(rows)).toBeUndefined();
    expect(new Set(rows.map(({ details }) => details.index)).size).toBe(40);
  });

  it("names both the platform admin and the member they act as", async () => {
    const { id, ownerId } = await newOrganization();
    const actor: Actor = { kind: "user", id: ownerId, impersonatorId: ownerId };
    await withTenant({ organizationId: id, actor }, (ctx) =>
      recordAudit(ctx, { organizationId: id, action: "plant.created" }),
    );
    expect(await auditOf(id)).toMatchObject([{ actorKind: "user", actorId: ownerId, impersonatorId: ownerId }]);
  });

  it("refuses what a support session may not do, so that nothing of it is kept", async () => {
    const { id, ownerId } = await newOrganization();
    const actor: Actor = { kind: "user", id: ownerId, impersonatorId: ownerId };
    const renamed = withTenant({ organizationId: id, actor }, (ctx) => renameOrganization(ctx, { name: "Mine now" }));
    await expect(renamed).rejects.toMatchObject({ code: "forbidden", details: { reason: "impersonation" } });
    expect(await auditOf(id)).toEqual([]);
    const [row] = await inOrganization(id, ({ tx }) => tx.select({ name: organizations.name }).from(organizations));
    expect(row?.name).not.toBe("Mine now");
  });

  it("keeps no row when the transaction rolls back", async () => {
    const { id } = await newOrganization();
    const undone = inOrganization(id, async (ctx) => {
      await recordAudit(ctx, { organizationId: id, action: "plant.deleted" });
      throw new Error("not deleted");
    });
    await expect(undone).rejects.toThrow("not deleted");
    expect(await auditOf(id)).toEqual([]);
  });

  it("keeps what concerns the platform in its own chain", async () => {
    const write = (action: AuditAction) =>
      withPlatform({ actor: asSystem("seed") }, (ctx) => recordAudit(ctx, { organizationId: platformChain, action }));
    await Promise.all([write("keys.platform_key_created"), write("keys.platform_key_revoked")]);
    const rows = await withPlatform({ actor: asSystem("seed") }, ({ tx }) =>
      tx.select().from(auditLog).where(eq(auditLog.organizationId, platformChain)).orderBy(asc(auditLog.seq)),
    );
    expect(rows).toHaveLength(2);
    expect(firstBrokenRow(rows)).toBeUndefined();
  });

  it.each([
    ["a detail changed", `update audit_log set details = '{"index": 99}' where seq = 2`, 1],
    ["a time changed", `update audit_log set occurred_at = occurred_at + interval '1 second' where seq = 3`, 2],
    ["a row removed", "delete from audit_log where seq = 2", 1],
    ["the first row removed", "delete from audit_log where seq = 1", 0],
    ["a sequence number changed", "update audit_log set seq = 9 where seq = 3", 2],
    ["a previous hash changed", "update audit_log set previous_hash = repeat('f', 64) where seq = 2", 1],
    ["a hash changed", "update audit_log set hash = repeat('f', 64) where seq = 3", 2],
  ])("finds where someone with full database access tampered: %s", async (_what, statement, place) => {
    const { id } = await newOrganization();
    for (const index of [1, 2, 3]) await append(id, "plant.created", { index });
    await owner.unsafe(`${statement} and organization_id = '${id}'`);
    expect(firstBrokenRow(await auditOf(id))).toBe(place);
  });
});
