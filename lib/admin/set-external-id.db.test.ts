import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { auditLog } from "@/db/schema";
import { inTenant, type TenantContext, withPlatform } from "@/lib/context";
import { newOrganization, newUser } from "@/testing/factories";
import { externalIdSchema, setExternalId } from "./index";

const admin = await newUser({ platformAdmin: true });
const asAdmin = <T>(organizationId: string, work: (ctx: TenantContext) => Promise<T>) =>
  withPlatform({ actor: { kind: "user", id: admin.id } }, (ctx) => work(inTenant(ctx, organizationId)));
const auditOf = (organizationId: string) =>
  asAdmin(organizationId, ({ tx }) =>
    tx
      .select({ details: auditLog.details })
      .from(auditLog)
      .where(and(eq(auditLog.organizationId, organizationId), eq(auditLog.action, "admin.external_id_set")))
      .orderBy(auditLog.seq),
  );

describe("an external ID", () => {
  it("is set, changed and removed, each with an audit row that names the previous one", async () => {
    const { id } = await newOrganization();
    await asAdmin(id, (ctx) => setExternalId(ctx, { externalId: "acme-a" }));
    await asAdmin(id, (ctx) => setExternalId(ctx, { externalId: "acme-b" }));
    const removed = await asAdmin(id, (ctx) => setExternalId(ctx, { externalId: null }));
    expect(removed).toEqual({ id, externalId: null });
    expect((await auditOf(id)).map(({ details }) => details)).toEqual([
      { externalId: "acme-a", previous: null },
      { externalId: "acme-b", previous: "acme-a" },
      { externalId: null, previous: "acme-b" },
    ]);
  });

  it("writes nothing when it's already set", async () => {
    const { id } = await newOrganization();
    await asAdmin(id, (ctx) => setExternalId(ctx, { externalId: "same-1" }));
    await asAdmin(id, (ctx) => setExternalId(ctx, { externalId: "same-1" }));
    expect(await auditOf(id)).toHaveLength(1);
  });

  it("belongs to one organization, also when two are set at the same moment", async () => {
    const [one, other] = [await newOrganization(), await newOrganization()];
    const set = (id: string) => asAdmin(id, (ctx) => setExternalId(ctx, { externalId: "contested" }));
    const outcomes = await Promise.allSettled([set(one.id), set(other.id)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "conflict", details: { errors: [{ field: "externalId" }] } },
    });
  });

  it.each(["", " ", "a\u0000b", "a\u202eb", "01970a3e-7f2e-7c33-9d2b-3a8e6f1c2d4e", "x".repeat(256)])(
    "can't be %j",
    (externalId) => {
      expect(externalIdSchema.safeParse({ externalId }).success).toBe(false);
    },
  );
});
