import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { externalIdentities, memberships, trials, users } from "@/db/schema";
import { oauthActor, requireProfile } from "@/lib/auth";
import { hashToken } from "@/lib/auth/links/tokens";
import { oauthBrowser } from "@/lib/auth/oauth/browser";
import { keepProfile } from "@/lib/auth/oauth/requests";
import { withoutTenant, withTenant } from "@/lib/context";
import { platformDatabase } from "@/lib/database";
import { findInvitation, joinWithProvider, signUpWithProvider } from "@/lib/tenancy";
import { asUser } from "@/testing/actors";
import { mailsTo } from "@/testing/emails";
import { inOrganization, newOrganization, newUser } from "@/testing/factories";
import { inviteMember } from "../invitations/invite-member";

const browser = vi.hoisted(() => ({ cookies: new Map<string, string>() }));
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => (browser.cookies.has(name) ? { name, value: browser.cookies.get(name) } : undefined),
    set: (name: string, value: string) => void browser.cookies.set(name, value),
  }),
  headers: async () => new Headers(),
}));
beforeEach(() => browser.cookies.clear());

let last = 0;
const newDomain = () => {
  last += 1;
  return `with-provider-${last}.example`;
};
type Profile = Parameters<typeof keepProfile>[1];

/** What is kept of a sign-up, as after coming back from the provider. */
async function kept(profile: Partial<Profile> & { email: string }): Promise<string> {
  const given = { subject: `id of ${profile.email}`, emailVerified: true, name: "Ada Okafor", ...profile };
  const choices = { next: "/dashboard", plan: "starter", interval: "year", currency: "eur" };
  return keepProfile({ provider: "google", browserHash: hashToken(await oauthBrowser()), choices }, given);
}
const complete = (token: string, company = "Okafor Castings") =>
  withoutTenant({ actor: oauthActor }, async (ctx) =>
    signUpWithProvider(ctx, { kept: await requireProfile(ctx, token), company }),
  );
const personWith = async (email: string) =>
  (await platformDatabase().select().from(users).where(eq(users.email, email)))[0];

describe("signing up with a provider", () => {
  it("starts the same trial as with a password, for an address that is verified already", async () => {
    const email = `ada@${newDomain()}`;
    const { userId, trialRefused } = await complete(await kept({ email }));
    expect(trialRefused).toBe(false);
    expect(await personWith(email)).toMatchObject({
      id: userId,
      name: "Ada Okafor",
      passwordHash: null,
      emailVerified: expect.any(Date),
    });
    const [membership] = await platformDatabase().select().from(memberships).where(eq(memberships.userId, userId));
    expect(membership).toMatchObject({ role: "owner" });
    await inOrganization(membership?.organizationId ?? "", async ({ tx }) =>
      expect(await tx.select().from(trials)).toMatchObject([
        { planKey: "starter", chosenInterval: "year", endedAt: null, verifyBy: null },
      ]),
    );
    expect((await mailsTo(email)).map(({ template }) => template)).toEqual(["welcome"]);
  });

  it("gives a company one trial, whichever way its people sign up", async () => {
    const domain = newDomain();
    await complete(await kept({ email: `ada@${domain}` }));
    const second = await complete(await kept({ email: `ben@${domain}` }));
    expect(second.trialRefused).toBe(true);
    expect((await mailsTo(`ben@${domain}`)).map(({ template }) => template)).toEqual(["trial-refused"]);
  });

  it("waits until the address is confirmed", async () => {
    const email = `ada@${newDomain()}`;
    await expect(complete(await kept({ email, emailVerified: false }))).rejects.toMatchObject({ code: "forbidden" });
    expect(await personWith(email)).toBeUndefined();
  });

  it("happens once, and not for an address or an account that has one by now", async () => {
    const email = `ada@${newDomain()}`;
    const token = await kept({ email, subject: "one" });
    await complete(token);
    await expect(complete(token)).rejects.toMatchObject({
      code: "unauthenticated",
      details: { reason: "oauth_expired" },
    });
    await expect(complete(await kept({ email, subject: "two" }))).rejects.toMatchObject({ code: "conflict" });
    const other = `ben@${newDomain()}`;
    await expect(complete(await kept({ email: other, subject: "one" }))).rejects.toMatchObject({ code: "conflict" });
    expect(await personWith(other)).toBeUndefined();
  });

  it("isn't possible in another browser", async () => {
    const token = await kept({ email: `ada@${newDomain()}` });
    browser.cookies.clear();
    await expect(complete(token)).rejects.toMatchObject({ code: "unauthenticated" });
  });
});

describe("joining with a provider", () => {
  async function invited(email: string) {
    const { id: organizationId, ownerId } = await newOrganization();
    await withTenant({ organizationId, actor: asUser(ownerId) }, (ctx) =>
      inviteMember({ ...ctx, role: "owner" }, { email, role: "member" }),
    );
    const url = String((await mailsTo(email)).at(-1)?.props.url);
    return { organizationId, invitation: url.slice(url.lastIndexOf("/") + 1) };
  }
  const join = (organizationId: string, token: string, invitation: string) =>
    withTenant({ organizationId, actor: oauthActor }, async (ctx) =>
      joinWithProvider(ctx, { kept: await requireProfile(ctx, token), token: invitation }),
    );

  it("creates the account and the membership, and no organization", async () => {
    const email = `ada@${newDomain()}`;
    const { organizationId, invitation } = await invited(email);
    const { userId } = await join(organizationId, await kept({ email }), invitation);
    const own = await platformDatabase().select().from(memberships).where(eq(memberships.userId, userId));
    expect(own).toMatchObject([{ organizationId, role: "member" }]);
    expect(await findInvitation(invitation, new Date())).toMatchObject({ state: "accepted" });
  });

  it("is for the address that was invited", async () => {
    const { organizationId, invitation } = await invited(`ada@${newDomain()}`);
    const email = `mallory@${newDomain()}`;
    await expect(join(organizationId, await kept({ email }), invitation)).rejects.toMatchObject({ code: "forbidden" });
    expect(await personWith(email)).toBeUndefined();
  });
});

it("deletes linked accounts with the person", async () => {
  const { id } = await newUser();
  const identity = { provider: "google" as const, subject: `of ${id}`, userId: id, createdAt: new Date() };
  await platformDatabase().insert(externalIdentities).values(identity);
  await platformDatabase().delete(users).where(eq(users.id, id));
  const left = await platformDatabase().select().from(externalIdentities).where(eq(externalIdentities.userId, id));
  expect(left).toEqual([]);
});
