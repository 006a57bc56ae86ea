import { describe, expect, it } from "vitest";
import { recordAudit } from "@/lib/audit";
import { type Actor, type Context, withPlatform, withTenant } from "@/lib/context";
import { addMinutes } from "@/lib/durations";
import { asSystem, asUser } from "@/testing/actors";
import { signedIn } from "@/testing/auth/signed-in";
import { addMember, newOrganization } from "@/testing/factories";
import { beginImpersonation } from "./begin-impersonation";
import { endSupportSession } from "./end-support-session";
import { findImpersonation } from "./find-impersonation";
import { supportSessionFilterSchema } from "./support-session-filter";
import { activeSupportSessions, supportSessionLog } from "./support-session-log";
import { sweepImpersonations } from "./sweep-impersonations";

const platform = <T>(work: (ctx: Context) => Promise<T>, now?: Date) =>
  withPlatform({ actor: asSystem(), ...(now ? { now } : {}) }, work);
const listed = (query: Record<string, string>) =>
  platform((ctx) => supportSessionLog(ctx, supportSessionFilterSchema.parse(query)));

async function begin({ readOnly = true, reason = "Ticket 4711" } = {}) {
  const admin = await signedIn({ platformAdmin: true });
  const organization = await newOrganization();
  const as = await beginAs(admin, organization.ownerId, { readOnly, reason });
  return { admin, organization, ...as };
}

const beginAs = (
  admin: Awaited<ReturnType<typeof signedIn>>,
  userId: string,
  given = { readOnly: true, reason: "Ticket" },
) =>
  withPlatform({ actor: asUser(admin.user.id) }, (ctx) =>
    beginImpersonation({ ...ctx, session: admin.session }, { userId, minutes: 30, ...given }),
  );

const write = (organizationId: string, actor: Actor) =>
  withTenant({ organizationId, actor }, (ctx) => recordAudit(ctx, { organizationId, action: "plant.created" }));

describe("the page of support sessions", () => {
  it("shows which admin is acting as which customer, and any admin can end it", async () => {
    const { admin, organization, token } = await begin();
    const active = await platform(activeSupportSessions);
    const own = active.find(({ organizationId }) => organizationId === organization.id);
    expect(own).toMatchObject({ admin: admin.user.email, reason: "Ticket 4711", readOnly: true });
    const other = await signedIn({ platformAdmin: true });
    await withPlatform({ actor: asUser(other.user.id) }, (ctx) => endSupportSession(ctx, { sessionId: own?.id ?? "" }));
    expect(await findImpersonation({ token, own: admin.token }, new Date())).toBeNull();
    const { rows } = await listed({ organization: organization.id });
    expect(rows).toMatchObject([{ why: "ended_by_admin", session: own?.id, admin: admin.user.email }]);
    const again = platform((ctx) => endSupportSession(ctx, { sessionId: own?.id ?? "" }));
    await expect(again).rejects.toMatchObject({ code: "not_found" });
  });

  it("no longer shows one whose time is up, and then says so", async () => {
    const { organization } = await begin();
    const later = addMinutes(new Date(), 31);
    const active = await platform(activeSupportSessions, later);
    expect(active.some(({ organizationId }) => organizationId === organization.id)).toBe(false);
    expect((await listed({ organization: organization.id })).rows).toMatchObject([{ endedAt: null, why: null }]);
    await platform(sweepImpersonations, later);
    expect((await listed({ organization: organization.id })).rows).toMatchObject([{ endedAt: later, why: "time_up" }]);
  });

  it("counts what was done and refused in it, and nothing else", async () => {
    const { admin, organization } = await begin({ readOnly: false });
    const acting: Actor = { kind: "user", id: organization.ownerId, impersonatorId: admin.user.id };
    await write(organization.id, acting);
    await write(organization.id, acting);
    await write(organization.id, asUser(organization.ownerId));
    await withTenant({ organizationId: organization.id, actor: acting }, (ctx) =>
      recordAudit(ctx, { organizationId: organization.id, action: "auth.refused" }),
    );
    const { rows } = await listed({ organization: organization.id });
    expect(rows).toMatchObject([{ changes: 2, refusals: 1, readOnly: false }]);
  });

  it("keeps apart two admins who act as the same member at once", async () => {
    const [first, second] = [await signedIn({ platformAdmin: true }), await signedIn({ platformAdmin: true })];
    const { id, ownerId } = await newOrganization();
    await beginAs(first, ownerId);
    await beginAs(second, ownerId);
    const active = await platform(activeSupportSessions);
    const own = active.find(({ admin }) => admin === second.user.email);
    await platform((ctx) => endSupportSession(ctx, { sessionId: own?.id ?? "" }));
    const { rows } = await listed({ organization: id });
    expect(rows.map(({ admin, why }) => [admin, why])).toEqual([
      [second.user.email, "ended_by_admin"],
      [first.user.email, null],
    ]);
  });

  it("is filtered by admin, organization and access", async () => {
    const { admin, organization } = await begin({ readOnly: false });
    await addMember(organization.id, "member");
    const ids = async (query: Record<string, string>) =>
      (await listed(query)).rows.map(({ organizationId }) => organizationId);
    expect(await ids({ admin: admin.user.email })).toEqual([organization.id]);
    expect(await ids({ admin: admin.user.email, access: "view" })).toEqual([]);
    expect(await ids({ admin: admin.user.email, access: "full" })).toEqual([organization.id]);
    expect(await ids({ organization: organization.id.toUpperCase() })).toEqual([organization.id]);
  });
});
