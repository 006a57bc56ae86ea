import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { emails, gauges, invitations, memberships } from "@/db/schema";
import { withPlatform, withTenant } from "@/lib/context";
import { measureSeats } from "@/lib/seats";
import { measureGauges, usageNow } from "@/lib/usage";
import { asSystem } from "@/testing/actors";
import { auditOf } from "@/testing/audit";
import { addMember, inOrganization, newOrganization, newUser } from "@/testing/factories";
import { allowLog } from "@/testing/logs";
import {
  acceptInvitation,
  changeRole,
  findInvitation,
  inviteMember,
  joinByInvitation,
  organizationsOf,
  pendingInvitations,
  removeMember,
  resendInvitation,
  revokeInvitation,
  settleSeats,
  teamMembers,
} from "../index";
import type { TeamContext } from "./permissions";
import type { Role } from "./roles";

const worker = asSystem();
const password = "correct horse battery staple";
const days = (count: number) => new Date(Date.now() + count * 24 * 60 * 60 * 1000);

type Team = { id: string; ownerId: string };
const acme = (plan = "professional") => newOrganization({ name: "Acme", plan });

function as<T>(organizationId: string, userId: string, role: Role, work: (ctx: TeamContext) => Promise<T>, now?: Date) {
  const opening = { organizationId, actor: { kind: "user", id: userId } as const, ...(now ? { now } : {}) };
  return withTenant(opening, (ctx) => work({ ...ctx, role }));
}
const asOwner = <T>({ id, ownerId }: Team, work: (ctx: TeamContext) => Promise<T>, now?: Date) =>
  as(id, ownerId, "owner", work, now);

async function mailedTo(to: string): Promise<string> {
  const rows = await withPlatform({ actor: worker }, ({ tx }) =>
    tx.select().from(emails).where(eq(emails.to, to)).orderBy(emails.createdAt, emails.id),
  );
  const url = rows.at(-1)?.props.url;
  if (typeof url !== "string") throw new Error("no link was mailed");
  return url.split("/").at(-1) ?? "";
}

const address = () => `${crypto.randomUUID()}@acme.example`;

async function invited(team: Team, role: Role = "member", email = address()) {
  const { invitationId } = await asOwner(team, (ctx) => inviteMember(ctx, { email, role }));
  return { email, invitationId, token: await mailedTo(email) };
}

const accept = (organizationId: string, userId: string, token: string, now?: Date) =>
  withTenant({ organizationId, actor: { kind: "user", id: userId }, ...(now ? { now } : {}) }, (ctx) =>
    acceptInvitation(ctx, { token, userId }),
  );

const roleOf = (organizationId: string, userId: string) =>
  inOrganization(organizationId, async ({ tx }) => {
    const [row] = await tx
      .select({ role: memberships.role })
      .from(memberships)
      .where(and(eq(memberships.organizationId, organizationId), eq(memberships.userId, userId)));
    return row?.role;
  });

const seats = (organizationId: string) =>
  inOrganization(organizationId, async ({ tx }) => {
    const [row] = await tx.select({ level: gauges.level }).from(gauges).where(eq(gauges.meter, "users"));
    return row?.level ?? 0;
  });

describe("inviting", () => {
  it("takes a seat immediately, emails the link, and lets an existing user join with the invitation's role", async () => {
    const team = await acme();
    const { email, token } = await invited(team, "billing");
    expect(await seats(team.id)).toBe(2);
    const person = await newUser({ email });
    expect(await findInvitation(token, new Date())).toMatchObject({ organization: "Acme", state: "open", known: true });
    await accept(team.id, person.id, token);
    expect(await roleOf(team.id, person.id)).toBe("billing");
    expect(await seats(team.id)).toBe(2);
    await expect(accept(team.id, person.id, token)).rejects.toMatchObject({ code: "conflict" });
  });

  it("lets a new person set a password and join, verified by the link", async () => {
    const team = await acme();
    const { email, token } = await invited(team, "admin");
    const invitation = await findInvitation(token, new Date());
    if (!invitation) throw new Error("no invitation");
    expect(invitation.known).toBe(false);
    const join = () =>
      inOrganization(team.id, (ctx) => joinByInvitation(ctx, { token, name: "Ada", password, invitation }));
    const { userId } = await join();
    expect(await roleOf(team.id, userId)).toBe("admin");
    const members = await inOrganization(team.id, teamMembers);
    expect(members).toContainEqual(expect.objectContaining({ userId, email, name: "Ada" }));
    await expect(join()).rejects.toMatchObject({ code: "conflict" });
  });

  it("stores the token's hash only, and emails each address once", async () => {
    const team = await acme();
    const { token, email } = await invited(team);
    const rows = await inOrganization(team.id, ({ tx }) => tx.select().from(invitations));
    expect(JSON.stringify(rows)).not.toContain(token);
    await expect(invited(team, "member", email)).rejects.toMatchObject({ code: "conflict" });
    const both = await Promise.allSettled([
      invited(team, "member", "two@acme.example"),
      invited(team, "member", "two@acme.example"),
    ]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("refuses people who are already on the team", async () => {
    const team = await acme();
    const member = await addMember(team.id, "member");
    await expect(invited(team, "member", member.email)).rejects.toMatchObject({ code: "conflict" });
  });

  it("stops when all seats are taken, and continues when one is released", async () => {
    const team = await acme("starter");
    const [first] = [await invited(team), await invited(team)];
    await expect(invited(team)).rejects.toMatchObject({ code: "limit_reached", details: { meter: "users", limit: 3 } });
    await asOwner(team, (ctx) => revokeInvitation(ctx, { invitationId: first.invitationId }));
    await invited(team);
    expect(await seats(team.id)).toBe(3);
  });

  it("creates a link that expires after a week; resending creates a new one and the old one stops working", async () => {
    const team = await acme();
    const { email, token, invitationId } = await invited(team);
    const person = await newUser({ email });
    await expect(accept(team.id, person.id, token, days(8))).rejects.toMatchObject({ code: "conflict" });
    await asOwner(team, (ctx) => resendInvitation(ctx, { invitationId }), days(8));
    await expect(accept(team.id, person.id, token)).rejects.toMatchObject({ code: "not_found" });
    await accept(team.id, person.id, await mailedTo(email), days(9));
  });

  it("once revoked can't be accepted or revoked again", async () => {
    const team = await acme();
    const { email, token, invitationId } = await invited(team);
    const revoke = () => asOwner(team, (ctx) => revokeInvitation(ctx, { invitationId }));
    await revoke();
    const person = await newUser({ email });
    await expect(accept(team.id, person.id, token)).rejects.toMatchObject({ code: "conflict" });
    await expect(revoke()).rejects.toMatchObject({ code: "conflict" });
    expect(await seats(team.id)).toBe(1);
    expect(await inOrganization(team.id, pendingInvitations)).toEqual([]);
  });

  it("is for the invited address only", async () => {
    const team = await acme();
    const { token } = await invited(team);
    const thief = await newUser();
    await expect(accept(team.id, thief.id, token)).rejects.toMatchObject({ code: "forbidden" });
    expect(await roleOf(team.id, thief.id)).toBeUndefined();
  });

  it("releases its seat when the person has become a member meanwhile", async () => {
    const team = await acme();
    const { email, token } = await invited(team);
    const person = await newUser({ email });
    await inOrganization(team.id, ({ tx, now }) =>
      tx.insert(memberships).values({ organizationId: team.id, userId: person.id, role: "admin", createdAt: now }),
    );
    await accept(team.id, person.id, token);
    expect(await roleOf(team.id, person.id)).toBe("admin");
    expect(await seats(team.id)).toBe(2);
  });
});

describe("an expired invitation", () => {
  const eighthDay = () => days(8);
  const settle = (now: Date) => withPlatform({ actor: worker, now }, (ctx) => settleSeats(ctx));
  const inviteOn = (team: Team, now: Date, email = address()) =>
    asOwner(team, (ctx) => inviteMember(ctx, { email, role: "member" }), now);
  /** Three seats: the owner and two invitations that stay open. */
  async function expired() {
    const team = await acme("starter");
    const [one, two] = [await invited(team), await invited(team)];
    return { team, one, two };
  }

  it("holds no seat, so others can be invited in its place", async () => {
    const { team } = await expired();
    await expect(inviteOn(team, days(6))).rejects.toMatchObject({ code: "limit_reached" });
    await inviteOn(team, eighthDay());
    await inviteOn(team, eighthDay());
    await expect(inviteOn(team, eighthDay())).rejects.toMatchObject({
      code: "limit_reached",
      details: { meter: "users", used: 3, limit: 3 },
    });
  });

  it("is gone from every count of seats within minutes, and comes back into none", async () => {
    // Of the organizations of other tests, which were made without counting seats.
    allowLog("corrected a gauge that differed from its measure");
    const { team } = await expired();
    await settle(days(6));
    expect(await seats(team.id)).toBe(3);
    await Promise.all([settle(days(7.01)), settle(days(7.01))]);
    expect(await seats(team.id)).toBe(1);
    const { meters } = await inOrganization(team.id, usageNow, days(7.01));
    expect(meters.find(({ key }) => key === "users")).toMatchObject({ used: 1, limit: 3 });
    await withPlatform({ actor: worker, now: eighthDay() }, (ctx) => measureGauges(ctx, { users: measureSeats }));
    expect(await seats(team.id)).toBe(1);
  });

  it("takes a seat again when it is resent, and is refused without a free one", async () => {
    const { team, one, two } = await expired();
    await inviteOn(team, eighthDay());
    const resend = ({ invitationId }: { invitationId: string }) =>
      asOwner(team, (ctx) => resendInvitation(ctx, { invitationId }), eighthDay());
    await resend(one);
    expect(await seats(team.id)).toBe(3);
    await expect(resend(two)).rejects.toMatchObject({ code: "limit_reached", details: { used: 3, limit: 3 } });
    await resend(one);
    expect(await seats(team.id)).toBe(3);
  });

  it("releases nothing when it is revoked", async () => {
    const { team, one } = await expired();
    await settle(eighthDay());
    await asOwner(team, (ctx) => revokeInvitation(ctx, { invitationId: one.invitationId }), eighthDay());
    expect(await seats(team.id)).toBe(1);
  });

  it("doesn't keep the same person from being invited again", async () => {
    const { team, one } = await expired();
    await inviteOn(team, eighthDay(), one.email);
    const pending = await inOrganization(team.id, pendingInvitations, eighthDay());
    expect(pending.filter(({ email }) => email === one.email)).toMatchObject([{ state: "open" }]);
    const person = await newUser({ email: one.email });
    await accept(team.id, person.id, await mailedTo(one.email), days(9));
    expect(await roleOf(team.id, person.id)).toBe("member");
  });

  it("gives its seat to one of several people invited at the same time", async () => {
    const { team } = await expired();
    await inviteOn(team, eighthDay());
    const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => inviteOn(team, eighthDay())));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });
});

describe("another organization's team", () => {
  it("can't be changed: its invitations and members are not found", async () => {
    const [mine, theirs] = [await acme(), await acme()];
    const { invitationId, token, email } = await invited(theirs);
    const person = await newUser({ email });
    const attempts = [
      asOwner(mine, (ctx) => revokeInvitation(ctx, { invitationId })),
      asOwner(mine, (ctx) => resendInvitation(ctx, { invitationId })),
      asOwner(mine, (ctx) => changeRole(ctx, { userId: theirs.ownerId, role: "member" })),
      asOwner(mine, (ctx) => removeMember(ctx, { userId: theirs.ownerId })),
      accept(mine.id, person.id, token),
    ];
    for (const attempt of await Promise.allSettled(attempts)) {
      expect(attempt).toMatchObject({ status: "rejected", reason: { code: "not_found" } });
    }
    expect(await roleOf(theirs.id, theirs.ownerId)).toBe("owner");
  });

  it("isn't visible to its members while they act in another", async () => {
    const [first, second] = [await acme(), await acme()];
    await inOrganization(second.id, ({ tx, now }) =>
      tx
        .insert(memberships)
        .values({ organizationId: second.id, userId: first.ownerId, role: "member", createdAt: now }),
    );
    expect(await inOrganization(second.id, teamMembers)).toHaveLength(2);
    expect(await inOrganization(first.id, teamMembers)).toHaveLength(1);
    const own = await inOrganization(first.id, (ctx) => organizationsOf(ctx, first.ownerId));
    expect(own.map(({ id, role }) => [id, role])).toEqual([
      [first.id, "owner"],
      [second.id, "member"],
    ]);
  });
});

describe("roles", () => {
  it.each<[Role, Role, boolean]>([
    ["owner", "owner", true],
    ["owner", "member", true],
    ["admin", "admin", true],
    ["admin", "billing", true],
    ["admin", "owner", false],
    ["billing", "member", false],
    ["member", "member", false],
  ])("someone with the role %s may invite with the role %s: %s", async (by, role, allowed) => {
    const team = await acme();
    const { id } = by === "owner" ? { id: team.ownerId } : await addMember(team.id, by);
    const attempt = as(team.id, id, by, (ctx) => inviteMember(ctx, { email: address(), role }));
    if (allowed) await attempt;
    else await expect(attempt).rejects.toMatchObject({ code: "forbidden" });
  });

  it("an admin can't assign the owner role, or demote or remove an owner", async () => {
    const team = await acme();
    const admin = await addMember(team.id, "admin");
    const owner = await addMember(team.id, "owner");
    const asAdmin = <T>(work: (ctx: TeamContext) => Promise<T>) => as(team.id, admin.id, "admin", work);
    const forbidden = { code: "forbidden" };
    await expect(asAdmin((ctx) => changeRole(ctx, { userId: admin.id, role: "owner" }))).rejects.toMatchObject(
      forbidden,
    );
    await expect(asAdmin((ctx) => changeRole(ctx, { userId: owner.id, role: "member" }))).rejects.toMatchObject(
      forbidden,
    );
    await expect(asAdmin((ctx) => removeMember(ctx, { userId: owner.id }))).rejects.toMatchObject(forbidden);
  });

  it("a change is recorded in the audit log with both roles", async () => {
    const team = await acme();
    const member = await addMember(team.id, "member");
    await asOwner(team, (ctx) => changeRole(ctx, { userId: member.id, role: "billing" }));
    expect(await roleOf(team.id, member.id)).toBe("billing");
    const log = await auditOf(team.id);
    expect(log).toMatchObject([
      {
        action: "team.role_changed",
        subject: member.id,
        actorId: team.ownerId,
        details: { from: "member", to: "billing" },
      },
    ]);
  });
});

describe("the last owner", () => {
  it("can be neither demoted nor removed, and cannot leave", async () => {
    const team = await acme();
    await addMember(team.id, "admin");
    const lastOwner = { code: "conflict", details: { reason: "last_owner" } };
    await expect(
      asOwner(team, (ctx) => changeRole(ctx, { userId: team.ownerId, role: "admin" })),
    ).rejects.toMatchObject(lastOwner);
    await expect(asOwner(team, (ctx) => removeMember(ctx, { userId: team.ownerId }))).rejects.toMatchObject(lastOwner);
  });

  it("remains when two owners remove each other at once", async () => {
    const team = await acme();
    const other = await addMember(team.id, "owner");
    const outcomes = await Promise.allSettled([
      asOwner(team, (ctx) => removeMember(ctx, { userId: other.id })),
      as(team.id, other.id, "owner", (ctx) => removeMember(ctx, { userId: team.ownerId })),
    ]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const left = await inOrganization(team.id, teamMembers);
    expect(left.map(({ role }) => role)).toEqual(["owner"]);
  });
});

describe("removing a member", () => {
  it("releases the seat and keeps the invitations they sent", async () => {
    const team = await acme();
    const admin = await addMember(team.id, "admin");
    const email = address();
    await as(team.id, admin.id, "admin", (ctx) => inviteMember(ctx, { email, role: "member" }));
    const person = await newUser({ email });
    await accept(team.id, person.id, await mailedTo(email));
    await asOwner(team, (ctx) => removeMember(ctx, { userId: admin.id }));
    expect(await roleOf(team.id, admin.id)).toBeUndefined();
    expect(await seats(team.id)).toBe(2);
    const kept = await inOrganization(team.id, ({ tx }) => tx.select().from(invitations));
    expect(kept).toMatchObject([{ invitedBy: team.ownerId }]);
  });

  it("lets anyone leave, but doesn't let a member remove others", async () => {
    const team = await acme();
    const [one, two] = [await addMember(team.id, "member"), await addMember(team.id, "member")];
    await expect(as(team.id, one.id, "member", (ctx) => removeMember(ctx, { userId: two.id }))).rejects.toMatchObject({
      code: "forbidden",
    });
    await as(team.id, one.id, "member", (ctx) => removeMember(ctx, { userId: one.id }));
    expect(await roleOf(team.id, one.id)).toBeUndefined();
    const log = await auditOf(team.id);
    expect(log).toMatchObject([{ action: "team.member_left" }]);
  });
});
