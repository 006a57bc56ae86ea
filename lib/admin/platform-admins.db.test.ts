import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { auditLog, users } from "@/db/schema";
import { platformChain } from "@/lib/audit";
import { findSession } from "@/lib/auth/sessions/find-session";
import { type Context, withoutTenant, withPlatform } from "@/lib/context";
import { asSystem } from "@/testing/actors";
import { signedIn } from "@/testing/auth/signed-in";
import { newUser } from "@/testing/factories";
import { grantPlatformAdmin, listPlatformAdmins, revokePlatformAdmin } from "./platform-admins";

const asOperator = <T>(work: (ctx: Context) => Promise<T>) => withPlatform({ actor: asSystem("cli") }, work);
const auditOf = (userId: string) =>
  asOperator(({ tx }) =>
    tx
      .select({ chain: auditLog.organizationId, action: auditLog.action, actor: auditLog.actorId })
      .from(auditLog)
      .where(eq(auditLog.subject, userId))
      .orderBy(auditLog.seq),
  );

describe("platform admins", () => {
  it("are granted and revoked by email address, each with its audit row", async () => {
    const { id, email } = await newUser();
    await asOperator((ctx) => grantPlatformAdmin(ctx, email));
    expect(await asOperator(listPlatformAdmins)).toContainEqual(expect.objectContaining({ id, email }));
    await asOperator((ctx) => revokePlatformAdmin(ctx, email));
    expect(await asOperator(listPlatformAdmins)).not.toContainEqual(expect.objectContaining({ id }));
    expect(await auditOf(id)).toEqual([
      { chain: platformChain, action: "admin.granted", actor: "cli" },
      { chain: platformChain, action: "admin.revoked", actor: "cli" },
    ]);
  });

  it("sign in again once they are one", async () => {
    const { user, token } = await signedIn();
    await asOperator((ctx) => grantPlatformAdmin(ctx, user.email));
    expect(await findSession(token, new Date())).toBeNull();
  });

  it("must have an account with a verified address", async () => {
    const { id, email } = await newUser({ verified: false });
    await expect(asOperator((ctx) => grantPlatformAdmin(ctx, email))).rejects.toMatchObject({ code: "conflict" });
    await expect(asOperator((ctx) => grantPlatformAdmin(ctx, "stranger@example.com"))).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await auditOf(id)).toEqual([]);
  });

  it("aren't granted or revoked twice", async () => {
    const { email } = await newUser({ platformAdmin: true });
    await expect(asOperator((ctx) => grantPlatformAdmin(ctx, email))).rejects.toMatchObject({ code: "conflict" });
    await asOperator((ctx) => revokePlatformAdmin(ctx, email));
    await expect(asOperator((ctx) => revokePlatformAdmin(ctx, email))).rejects.toMatchObject({ code: "conflict" });
  });

  it("can't be made by the role that serves customers", async () => {
    const { id } = await newUser();
    const attempt = withoutTenant({ actor: { kind: "user", id } }, ({ tx }) =>
      tx.update(users).set({ isPlatformAdmin: true }).where(eq(users.id, id)),
    );
    await expect(attempt).rejects.toMatchObject({ cause: { code: "42501" } });
  });
});
