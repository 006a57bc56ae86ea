import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { invitations, memberships, users } from "@/db/schema";
import { accountChain } from "@/lib/audit";
import type { Session } from "@/lib/auth/sessions/find-session";
import { findSession } from "@/lib/auth/sessions/find-session";
import { withPlatform } from "@/lib/context";
import { platformDatabase } from "@/lib/database";
import { addMinutes } from "@/lib/durations";
import { asUser } from "@/testing/actors";
import { auditOf } from "@/testing/audit";
import { setUpTotp } from "@/testing/auth/second-factor";
import { newSession, signedIn } from "@/testing/auth/signed-in";
import { mailsTo } from "@/testing/emails";
import { inOrganization, newOrganization } from "@/testing/factories";
import { inviteMember } from "../invitations/invite-member";
import { deleteAccount } from "./delete-account";

const remove = (session: Session, email = session.user.email, now?: Date) =>
  withPlatform({ actor: asUser(session.user.id), ...(now ? { now } : {}) }, (ctx) =>
    deleteAccount({ ...ctx, session }, { email }),
  );

async function join(organizationId: string, userId: string, role: "owner" | "admin" | "member") {
  await inOrganization(organizationId, ({ tx, now }) =>
    tx.insert(memberships).values({ organizationId, userId, role, createdAt: now }),
  );
}

const accountOf = async (id: string) => (await platformDatabase().select().from(users).where(eq(users.id, id)))[0];

describe("deleting one's account", () => {
  it("deletes the person, their sessions and second factors, and leaves the organization and its log", async () => {
    const organization = await newOrganization();
    const { user, session, token } = await signedIn({ name: "Grace Hopper" });
    await setUpTotp(session);
    await join(organization.id, user.id, "member");
    await remove(session);
    expect(await accountOf(user.id)).toBeUndefined();
    expect(await findSession(token, new Date())).toBeNull();
    for (const table of ["sessions", "totp_factors", "recovery_codes", "passkeys", "memberships"]) {
      const rows = await platformDatabase().execute(
        sql`select 1 from ${sql.identifier(table)} where user_id = ${user.id}`,
      );
      expect([table, rows.length]).toEqual([table, 0]);
    }
    const log = await auditOf(organization.id);
    expect(log.map(({ action, actorId }) => [action, actorId])).toContainEqual(["team.member_left", user.id]);
    expect((await auditOf(accountChain)).at(-1)).toMatchObject({ action: "auth.account_deleted", actorId: user.id });
    expect((await mailsTo(user.email)).map(({ template }) => template)).toEqual(["account-deleted"]);
  });

  it("hands open invitations over to another owner", async () => {
    const organization = await newOrganization({ plan: "enterprise" });
    const { user, session } = await signedIn();
    await join(organization.id, user.id, "owner");
    const email = `${crypto.randomUUID()}@example.com`;
    await inOrganization(organization.id, (ctx) =>
      inviteMember({ ...ctx, actor: asUser(user.id), role: "owner" }, { email, role: "member" }),
    );
    await remove(session);
    const [row] = await platformDatabase().select().from(invitations).where(eq(invitations.email, email));
    expect(row?.invitedBy).toBe(organization.ownerId);
  });

  it("is refused to the only owner of an organization, and then changes nothing anywhere", async () => {
    const [alone, shared] = [await newOrganization({ name: "Alone Inc" }), await newOrganization()];
    await join(shared.id, alone.ownerId, "member");
    const { session } = await newSession(alone.ownerId);
    const refused = remove(session);
    await expect(refused).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("Alone Inc"),
      details: { reason: "last_owner" },
    });
    expect(await accountOf(alone.ownerId)).toBeDefined();
    const left = await platformDatabase().select().from(memberships).where(eq(memberships.userId, alone.ownerId));
    expect(left).toHaveLength(2);
  });

  it("leaves an owner when both owners go at once", async () => {
    const organization = await newOrganization();
    const { user, session } = await signedIn();
    await join(organization.id, user.id, "owner");
    const first = await newSession(organization.ownerId);
    const outcomes = await Promise.allSettled([remove(session), remove(first.session)]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    const owners = await platformDatabase()
      .select()
      .from(memberships)
      .where(eq(memberships.organizationId, organization.id));
    expect(owners).toHaveLength(1);
  });

  it("is refused to a platform admin, with the wrong address, and in a browser that was left alone", async () => {
    const admin = await signedIn({ platformAdmin: true });
    await expect(remove(admin.session)).rejects.toMatchObject({ code: "conflict" });
    const { session } = await signedIn();
    await expect(remove(session, "other@example.com")).rejects.toMatchObject({
      details: { errors: [{ field: "email" }] },
    });
    await expect(remove(session, undefined, addMinutes(new Date(), 11))).rejects.toMatchObject({
      details: { reason: "confirmation" },
    });
    expect(await accountOf(session.user.id)).toBeDefined();
  });
});
