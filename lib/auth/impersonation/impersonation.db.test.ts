import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { memberships, sessions, users } from "@/db/schema";
import { withoutTenant, withPlatform, withTenant } from "@/lib/context";
import { appDatabase, platformDatabase } from "@/lib/database";
import { asSystem, asUser } from "@/testing/actors";
import { auditOf } from "@/testing/audit";
import { newSession, type SignedIn, signedIn } from "@/testing/auth/signed-in";
import { minutesFromNow } from "@/testing/days";
import { addMember, inOrganization, newOrganization, newUser } from "@/testing/factories";
import { hashToken } from "../links/tokens";
import { findSession, type Session } from "../sessions/find-session";
import { revokeSessions } from "../sessions/revoke-sessions";
import { beginImpersonation, customersOrganization } from "./begin-impersonation";
import { findImpersonation } from "./find-impersonation";
import { supportSessions } from "./support-sessions";
import { sweepImpersonations } from "./sweep-impersonations";

const reason = "Ticket 4711: the board stays empty";
type Given = Partial<Parameters<typeof beginImpersonation>[1]>;

const begin = (session: Session, userId: string, given: Given = {}) =>
  withPlatform({ actor: asUser(session.user.id) }, (ctx) =>
    beginImpersonation({ ...ctx, session }, { userId, reason, minutes: 30, readOnly: true, ...given }),
  );
const find = (token: string, own: string, now = new Date()) => findImpersonation({ token, own }, now);
const sweep = () => withPlatform({ actor: asSystem() }, sweepImpersonations);
const admin = () => signedIn({ platformAdmin: true });

/** A platform admin in a support session with the owner of a new organization. */
async function supporting(given: Given = {}) {
  const own: SignedIn = await admin();
  const organization = await newOrganization();
  const begun = await begin(own.session, organization.ownerId, given);
  return { own, organization, ...begun };
}

async function supportSessionOf({ token, own }: { token: string; own: SignedIn }): Promise<Session> {
  const session = await find(token, own.token);
  if (!session) throw new Error("the support session was not found");
  return session;
}

describe("starting a support session", () => {
  it("gives a session of the customer that names the admin, the organization and its end", async () => {
    const { own, organization, token, begun } = await supporting();
    expect(begun).toMatchObject({ userId: organization.ownerId, organizationId: organization.id, readOnly: true });
    expect(await find(token, own.token)).toMatchObject({
      user: { id: organization.ownerId, isPlatformAdmin: false },
      impersonator: {
        id: own.user.id,
        email: own.user.email,
        organizationId: organization.id,
        until: begun.expiresAt,
      },
      readOnly: true,
    });
  });

  it.each([5, 240])("lasts the %i minutes asked for", async (minutes) => {
    const { own, token } = await supporting({ minutes });
    expect(await find(token, own.token, minutesFromNow(minutes - 0.5))).not.toBeNull();
    expect(await find(token, own.token, minutesFromNow(minutes + 0.5))).toBeNull();
  });

  it("is view only unless full access was asked for", async () => {
    const [viewing, changing] = [await supporting(), await supporting({ readOnly: false })];
    expect(await supportSessionOf(viewing)).toMatchObject({ readOnly: true });
    expect(await supportSessionOf(changing)).toMatchObject({ readOnly: false });
  });

  it("records who, as whom, why and for how long, and never the token", async () => {
    const { own, organization, token, begun } = await supporting({ minutes: 45 });
    const log = await auditOf(organization.id);
    expect(log).toMatchObject([
      {
        action: "admin.impersonation_begun",
        actorId: own.user.id,
        subject: organization.ownerId,
        details: { reason, minutes: 45, readOnly: true, until: begun.expiresAt.toISOString() },
      },
    ]);
    expect(JSON.stringify(log)).not.toContain(token);
    const [row] = await appDatabase().select().from(sessions).where(eq(sessions.userId, organization.ownerId));
    expect(row?.sessionToken).toBe(hashToken(token));
    expect(row?.impersonationReason).toBe(reason);
  });

  it("is refused from within a support session", async () => {
    const running = await supporting({ readOnly: false });
    const colleague = await addMember(running.organization.id, "member");
    const nested = begin(await supportSessionOf(running), colleague.id);
    await expect(nested).rejects.toMatchObject({ code: "forbidden", details: { reason: "nested" } });
  });

  it("is refused to someone who isn't a platform admin, or no longer is", async () => {
    const { ownerId } = await newOrganization();
    const customer = await signedIn();
    const refused = { code: "forbidden", details: { reason: "role" } };
    await expect(begin(customer.session, ownerId)).rejects.toMatchObject(refused);
    const demoted = await admin();
    await platformDatabase().update(users).set({ isPlatformAdmin: false }).where(eq(users.id, demoted.user.id));
    await expect(begin(demoted.session, ownerId)).rejects.toMatchObject(refused);
  });

  it("is refused with a session that was revoked meanwhile", async () => {
    const { ownerId } = await newOrganization();
    const { session, user } = await admin();
    await withoutTenant({ actor: asSystem() }, (ctx) => revokeSessions(ctx, { userId: user.id }));
    await expect(begin(session, ownerId)).rejects.toMatchObject({ code: "forbidden", details: { reason: "role" } });
  });

  it("is refused for oneself, for another platform admin and for an unknown person", async () => {
    const { session, user } = await admin();
    const other = await newUser({ platformAdmin: true });
    await expect(begin(session, user.id)).rejects.toMatchObject({ details: { reason: "oneself" } });
    await expect(begin(session, other.id)).rejects.toMatchObject({ details: { reason: "platform_admin" } });
    await expect(begin(session, crypto.randomUUID())).rejects.toMatchObject({ code: "not_found" });
  });

  it("is refused where the person isn't a member", async () => {
    const { session } = await admin();
    const [here, elsewhere] = [await newOrganization(), await newOrganization()];
    const wrong = begin(session, here.ownerId, { organization: elsewhere.id });
    await expect(wrong).rejects.toMatchObject({ code: "not_found" });
    await expect(begin(session, (await newUser()).id)).rejects.toMatchObject({ code: "conflict" });
    expect([await auditOf(here.id), await auditOf(elsewhere.id)]).toEqual([[], []]);
  });

  it("is for the organization given, or else the one the person joined first", async () => {
    const { session } = await admin();
    const [first, second] = [await newOrganization(), await newOrganization()];
    await inOrganization(second.id, ({ tx }) =>
      tx.insert(memberships).values({
        organizationId: second.id,
        userId: first.ownerId,
        role: "member",
        createdAt: minutesFromNow(1),
      }),
    );
    const chosen = (organization?: string) =>
      withPlatform({ actor: asUser(session.user.id) }, (ctx) =>
        customersOrganization({ ...ctx, session }, { userId: first.ownerId, organization }),
      );
    expect(await chosen()).toBe(first.id);
    expect(await chosen(second.id)).toBe(second.id);
  });

  it("replaces an earlier one of the same browser", async () => {
    const { own, organization, token } = await supporting();
    const other = await newOrganization();
    const next = await begin(own.session, other.ownerId);
    expect(await find(token, own.token)).toBeNull();
    expect(await find(next.token, own.token)).not.toBeNull();
    expect((await auditOf(organization.id)).at(-1)).toMatchObject({
      action: "admin.impersonation_ended",
      details: { why: "replaced" },
    });
  });
});

describe("a support session's token", () => {
  it("opens nothing without the admin's own session", async () => {
    const { token } = await supporting();
    const [stranger, colleague] = [await signedIn(), await admin()];
    expect(await findSession(token, new Date())).toBeNull();
    expect(await find(token, token)).toBeNull();
    expect(await find(token, stranger.token)).toBeNull();
    expect(await find(token, colleague.token)).toBeNull();
  });

  it("of an ordinary session isn't taken for a support session", async () => {
    const own = await admin();
    expect(await find(own.token, own.token)).toBeNull();
  });
});

describe("a support session ends on the next request", () => {
  it.each<[string, (running: Awaited<ReturnType<typeof supporting>>) => Promise<unknown>]>([
    [
      "when the admin signs out",
      ({ own }) => withoutTenant({ actor: asSystem() }, (ctx) => revokeSessions(ctx, { userId: own.user.id })),
    ],
    [
      "when the admin is demoted",
      ({ own }) => platformDatabase().update(users).set({ isPlatformAdmin: false }).where(eq(users.id, own.user.id)),
    ],
    [
      "when the customer becomes an admin",
      ({ organization: { ownerId } }) =>
        platformDatabase().update(users).set({ isPlatformAdmin: true }).where(eq(users.id, ownerId)),
    ],
    [
      "when the customer leaves the organization",
      ({ organization: { id, ownerId } }) =>
        platformDatabase()
          .delete(memberships)
          .where(and(eq(memberships.organizationId, id), eq(memberships.userId, ownerId))),
    ],
    [
      "when the customer signs out everywhere",
      ({ organization: { ownerId } }) =>
        withoutTenant({ actor: asSystem() }, (ctx) => revokeSessions(ctx, { userId: ownerId })),
    ],
  ])("%s", async (_, end) => {
    const running = await supporting({ readOnly: false });
    await supportSessionOf(running);
    await end(running);
    expect(await find(running.token, running.own.token)).toBeNull();
  });

  it("and the customer's own sessions go on", async () => {
    const { own, organization } = await supporting();
    const { token } = await newSession(organization.ownerId);
    await withoutTenant({ actor: asSystem() }, (ctx) => revokeSessions(ctx, { userId: own.user.id }));
    await sweep();
    expect(await findSession(token, new Date())).not.toBeNull();
  });
});

describe("a view-only support session", () => {
  it("can read but not write, in any role of the database", async () => {
    const { own, organization } = await supporting();
    const actor = { ...asUser(organization.ownerId), impersonatorId: own.user.id, readOnly: true } as const;
    const refused = { code: "forbidden", details: { reason: "read_only_session" } };
    const rename = { name: "Eve" };
    const opening = { organizationId: organization.id, actor: { ...actor, kind: "user" as const } };
    await expect(withTenant(opening, ({ tx }) => tx.update(users).set(rename))).rejects.toMatchObject(refused);
    await expect(withPlatform(opening, ({ tx }) => tx.update(users).set(rename))).rejects.toMatchObject(refused);
    await expect(withoutTenant(opening, ({ tx }) => tx.update(users).set(rename))).rejects.toMatchObject(refused);
    expect(await withTenant(opening, ({ tx }) => tx.select().from(memberships))).toHaveLength(1);
  });
});

describe("the sweep of support sessions", () => {
  const expire = (userId: string) =>
    appDatabase()
      .update(sessions)
      .set({ expires: minutesFromNow(-1) })
      .where(eq(sessions.userId, userId));

  it("records an end without a request once, even when two sweeps run at the same time", async () => {
    const { organization } = await supporting();
    await expire(organization.ownerId);
    await Promise.all([sweep(), sweep()]);
    expect((await auditOf(organization.id)).map(({ action, details }) => [action, details.why])).toEqual([
      ["admin.impersonation_begun", undefined],
      ["admin.impersonation_ended", "time_up"],
    ]);
    expect(await appDatabase().$count(sessions, eq(sessions.userId, organization.ownerId))).toBe(0);
  });

  it("leaves active ones alone", async () => {
    const { own, token } = await supporting();
    await sweep();
    expect(await find(token, own.token)).not.toBeNull();
  });
});

describe("what the customer sees of support access", () => {
  it("is the latest sessions with reason and access, newest first", async () => {
    const { own, organization } = await supporting();
    await begin(own.session, organization.ownerId, { reason: "Ticket 4712", readOnly: false });
    const shown = await inOrganization(organization.id, (ctx) => supportSessions(ctx, 5));
    expect(shown).toMatchObject([
      { reason: "Ticket 4712", readOnly: false, email: expect.stringContaining("@") },
      { reason, readOnly: true },
    ]);
    expect(await inOrganization(organization.id, (ctx) => supportSessions(ctx, 1))).toHaveLength(1);
  });

  it("is nothing of other organizations, and keeps sessions as users who were deleted since", async () => {
    const { organization } = await supporting();
    expect(await inOrganization((await newOrganization()).id, (ctx) => supportSessions(ctx, 5))).toEqual([]);
    await platformDatabase().delete(users).where(eq(users.id, organization.ownerId));
    expect(await inOrganization(organization.id, (ctx) => supportSessions(ctx, 5))).toMatchObject([{ email: null }]);
  });
});
