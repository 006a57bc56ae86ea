import "@/testing/billing/local-stripe";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { invitations } from "@/db/schema";
import { changePlan, previewChange } from "@/lib/billing";
import { withPlatform, withTenant } from "@/lib/context";
import { addDays } from "@/lib/durations";
import { grantOverride, revokeOverride } from "@/lib/entitlements";
import { drainQueues } from "@/lib/jobs";
import { asSystem } from "@/testing/actors";
import { auditOf } from "@/testing/audit";
import { advanceStripe } from "@/testing/billing/local-stripe";
import { does, subscriber } from "@/testing/billing/subscribers";
import { mailsTo } from "@/testing/emails";
import { addMember, inOrganization, newOrganization, newUser } from "@/testing/factories";
import { acceptInvitation, inviteMember, pendingInvitations, settleSeats, teamMembers } from "../index";
import { nextWithdrawal } from "./next-withdrawal";

type Team = { id: string; ownerId: string };

/** Invites one after the other, and returns the addresses, the earliest first. */
async function invite(team: Team, count: number, now = new Date()): Promise<string[]> {
  const addresses = Array.from({ length: count }, () => `${crypto.randomUUID()}@acme.example`);
  for (const [index, email] of addresses.entries()) {
    const opening = {
      organizationId: team.id,
      actor: { kind: "user", id: team.ownerId } as const,
      now: new Date(now.getTime() + index),
    };
    await withTenant(opening, (ctx) => inviteMember({ ...ctx, role: "owner" }, { email, role: "member" }));
  }
  return addresses;
}

const settle = (now = new Date()) => withPlatform({ actor: asSystem(), now }, (ctx) => settleSeats(ctx));
const open = async ({ id }: Team, now?: Date) =>
  (await inOrganization(id, pendingInvitations, now)).map(({ email }) => email).toReversed();
const override = (limit: number, expiresAt?: Date) => ({
  kind: "meter" as const,
  name: "users",
  limit,
  reason: "Pilot",
  ...(expiresAt ? { expiresAt: expiresAt.toISOString() } : {}),
});

describe("with fewer seats than members and open invitations", () => {
  it("the newest invitations are withdrawn when an override ends, and their senders get an email", async () => {
    const team = await newOrganization();
    const ownerEmail = (await inOrganization(team.id, teamMembers))[0]?.email ?? "";
    await addMember(team.id, "member");
    const ends = addDays(new Date(), 2);
    await inOrganization(team.id, (ctx) => grantOverride(ctx, override(6, ends)));
    const [first, second, third] = await invite(team, 3);
    const soon = await inOrganization(team.id, nextWithdrawal);
    expect(soon).toEqual({ at: ends, seats: 3, addresses: [third, second] });
    await settle(addDays(ends, -1));
    expect(await open(team)).toEqual([first, second, third]);
    await Promise.all([settle(ends), settle(ends)]);
    expect(await open(team)).toEqual([first]);
    expect(await inOrganization(team.id, teamMembers)).toHaveLength(2);
    const withdrawn = (await auditOf(team.id)).filter(({ action }) => action === "team.invitation_withdrawn");
    expect(withdrawn.map(({ subject }) => subject).sort()).toEqual([second, third].sort());
    const mails = (await mailsTo(ownerEmail)).filter(({ template }) => template === "invitation-withdrawn");
    expect(mails.map(({ props }) => props.invited).sort()).toEqual([second, third].sort());
  });

  it("one is withdrawn right away when an admin revokes an override", async () => {
    const team = await newOrganization();
    const { id } = await inOrganization(team.id, (ctx) => grantOverride(ctx, override(4)));
    const [first, second] = await invite(team, 3);
    await inOrganization(team.id, (ctx) => revokeOverride(ctx, { overrideId: id }));
    await settle();
    expect(await open(team)).toEqual([first, second]);
  });

  it("no one joins over the limit, even before the job has run", async () => {
    const team = await newOrganization();
    const { id } = await inOrganization(team.id, (ctx) => grantOverride(ctx, override(4)));
    const addresses = await invite(team, 3);
    const people = [];
    for (const email of addresses) people.push({ ...(await newUser({ email })), token: await tokenOf(email) });
    await inOrganization(team.id, (ctx) => revokeOverride(ctx, { overrideId: id }));
    const outcomes = await Promise.allSettled(
      people.map(({ id: userId, token }) => inOrganization(team.id, (ctx) => acceptInvitation(ctx, { token, userId }))),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected"]);
    expect(outcomes[2]).toMatchObject({ reason: { code: "conflict" } });
    expect(await inOrganization(team.id, teamMembers)).toHaveLength(3);
  });

  it("members stay, even if they alone are more than the seats", async () => {
    const team = await newOrganization();
    const { id } = await inOrganization(team.id, (ctx) => grantOverride(ctx, override(6)));
    for (let person = 0; person < 4; person += 1) await addMember(team.id, "member");
    await invite(team, 1);
    await inOrganization(team.id, (ctx) => revokeOverride(ctx, { overrideId: id }));
    await settle();
    expect(await open(team)).toEqual([]);
    expect(await inOrganization(team.id, teamMembers)).toHaveLength(5);
  });

  it("nothing is withdrawn where everyone fits", async () => {
    const team = await newOrganization();
    const addresses = await invite(team, 2);
    await settle();
    expect(await open(team)).toEqual(addresses);
    expect(await inOrganization(team.id, nextWithdrawal)).toBeNull();
  });

  // Stripe's clock is shared by the file, so this test comes last.
  it("a downgrade's preview and the team page name them before, and the renewal withdraws them", async () => {
    const team = await subscriber("professional");
    // Invited so late that the invitations are still open when the period ends.
    const late = addDays(new Date(), 28);
    const addresses = await invite(team, 4, late);
    const { lost } = await does(team, (ctx) => previewChange(ctx, { plan: "starter" }), { now: late });
    expect(lost.invitations).toEqual([addresses[3], addresses[2]]);
    const { quote } = await does(team, (ctx) => previewChange(ctx, { plan: "starter" }));
    await does(team, (ctx) => changePlan(ctx, { plan: "starter", direction: "down", quote }));
    expect(await inOrganization(team.id, nextWithdrawal, late)).toMatchObject({
      seats: 3,
      addresses: [addresses[3], addresses[2]],
    });
    const now = await advanceStripe(32);
    await does(team, async () => undefined, { now });
    await drainQueues({
      "settle-seats": ({ organizationId }) =>
        withPlatform({ actor: asSystem(), now }, (ctx) => settleSeats(ctx, organizationId)),
    });
    expect(await open(team, now)).toEqual(addresses.slice(0, 2));
    const rows = await inOrganization(team.id, ({ tx }) =>
      tx.select().from(invitations).where(eq(invitations.organizationId, team.id)),
    );
    expect(rows).toHaveLength(4);
  });
});

async function tokenOf(email: string): Promise<string> {
  const url = (await mailsTo(email)).at(-1)?.props.url;
  return typeof url === "string" ? (url.split("/").at(-1) ?? "") : "";
}
