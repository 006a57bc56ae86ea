import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { memberships, organizations, users } from "@/db/schema";
import { asPerson, renamePerson, revokeSessions } from "@/lib/auth";
import { sessionStore } from "@/lib/auth/sessions/session-store";
import { now } from "@/lib/clock";
import { withoutTenant } from "@/lib/context";
import { appDatabase } from "@/lib/database";
import { isoDay } from "@/lib/dates";
import { addDays } from "@/lib/durations";
import { asSystem } from "@/testing/actors";
import { addMember, inOrganization, newOrganization, newUser } from "@/testing/factories";
import { asMember, memberPage, teamMembers } from "../index";
import { selectedOrganization } from "./named-organization";
import { noteSeen } from "./note-seen";

/** The browser's cookies, and the path that the proxy noted. */
const browser = vi.hoisted(() => ({ cookies: new Map<string, string>(), path: undefined as string | undefined }));
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => (browser.cookies.has(name) ? { name, value: browser.cookies.get(name) } : undefined),
  }),
  headers: async () => new Headers(browser.path ? { "x-gatehouse-path": browser.path } : {}),
}));

beforeEach(() => {
  browser.cookies.clear();
  browser.path = undefined;
});

async function signIn(userId: string) {
  browser.cookies.set("gatehouse.session", await sessionStore.create({ userId, userAgent: null, now: new Date() }));
}

/** Where a page sends the visitor. */
async function redirected(page: Promise<unknown>): Promise<string> {
  const error = await page.catch((thrown: unknown) => thrown);
  return error instanceof Error && "digest" in error ? String(error.digest) : `no redirect: ${String(error)}`;
}

describe("acting as a member", () => {
  it("takes a session, and ends the moment it is revoked", async () => {
    const { ownerId, id } = await newOrganization();
    await expect(asMember({ organization: selectedOrganization }, async () => "in")).rejects.toMatchObject({
      code: "unauthenticated",
    });
    await signIn(ownerId);
    expect(
      await asMember({ organization: selectedOrganization }, async ({ organizationId, role }) => [
        organizationId,
        role,
      ]),
    ).toEqual([id, "owner"]);
    await withoutTenant({ actor: asSystem() }, (ctx) => revokeSessions(ctx, { userId: ownerId }));
    await expect(asMember({ organization: selectedOrganization }, async () => "in")).rejects.toMatchObject({
      code: "unauthenticated",
    });
  });

  it("ends the moment the membership does", async () => {
    const { id } = await newOrganization();
    const member = await addMember(id, "member");
    await signIn(member.id);
    await asMember({ organization: selectedOrganization }, async () => "in");
    await inOrganization(id, ({ tx }) => tx.delete(memberships).where(eq(memberships.userId, member.id)));
    await expect(asMember({ organization: selectedOrganization }, async () => "in")).rejects.toMatchObject({
      code: "not_found",
      details: { reason: "no_organization" },
    });
  });

  it("requires the role", async () => {
    const { id } = await newOrganization();
    const member = await addMember(id, "member");
    await signIn(member.id);
    await expect(
      asMember({ organization: selectedOrganization, roles: ["owner", "billing"] }, async () => "in"),
    ).rejects.toMatchObject({
      code: "forbidden",
      message: "Only the owner role or the billing role can do this.",
    });
  });

  it("requires a verified address where asked, and only there", async () => {
    const { ownerId } = await newOrganization();
    await appDatabase().update(users).set({ emailVerified: null }).where(eq(users.id, ownerId));
    await signIn(ownerId);
    expect(await asMember({ organization: selectedOrganization }, async () => "in")).toBe("in");
    await expect(
      asMember({ organization: selectedOrganization, verified: true }, async () => "in"),
    ).rejects.toMatchObject({
      code: "forbidden",
      details: { reason: "unverified" },
    });
  });

  it("selects the preferred organization, if the person is a member of it", async () => {
    const [first, second, foreign] = [await newOrganization(), await newOrganization(), await newOrganization()];
    await inOrganization(second.id, ({ tx }) =>
      tx.insert(memberships).values({
        organizationId: second.id,
        userId: first.ownerId,
        role: "member",
        createdAt: new Date(Date.now() + 1000),
      }),
    );
    await signIn(first.ownerId);
    const chosen = () => asMember({ organization: selectedOrganization }, async ({ organizationId }) => organizationId);
    expect(await chosen()).toBe(first.id);
    browser.cookies.set("gatehouse.organization", second.id);
    expect(await chosen()).toBe(second.id);
    for (const nonsense of [foreign.id, "' or 1=1 --", ""]) {
      browser.cookies.set("gatehouse.organization", nonsense);
      expect(await chosen()).toBe(first.id);
    }
  });

  it("sees one tenant and nothing else", async () => {
    const [mine, other] = [await newOrganization(), await newOrganization()];
    await inOrganization(other.id, ({ tx, now }) =>
      tx.insert(memberships).values({ organizationId: other.id, userId: mine.ownerId, role: "member", createdAt: now }),
    );
    await signIn(mine.ownerId);
    const seen = await asMember({ organization: selectedOrganization }, async ({ tx }) => ({
      memberships: await tx.select({ id: memberships.organizationId }).from(memberships),
      organizations: await tx.select({ id: organizations.id }).from(organizations),
      other: await tx.execute(
        sql`select count(*)::int as count from subscriptions where organization_id = ${other.id}`,
      ),
    }));
    expect(seen.memberships).toEqual([{ id: mine.id }]);
    expect(seen.organizations).toEqual([{ id: mine.id }]);
    expect(seen.other[0]).toEqual({ count: 0 });
  });
});

describe("a member's page", () => {
  it("sends people who aren't signed in to sign in, and back", async () => {
    browser.path = "/billing?tab=invoices";
    expect(await redirected(memberPage({}, async () => "page"))).toContain(
      "/sign-in?next=%2Fbilling%3Ftab%3Dinvoices;",
    );
  });

  it("sends a new organization to onboarding, and shows onboarding to it", async () => {
    const { id, ownerId } = await newOrganization();
    await inOrganization(id, ({ tx }) =>
      tx.update(organizations).set({ onboardedAt: null }).where(eq(organizations.id, id)),
    );
    await signIn(ownerId);
    expect(await redirected(memberPage({}, async () => "page"))).toContain(";/onboarding;");
    expect(await memberPage({ onboarding: true }, async () => "page")).toBe("page");
  });

  it("sends people without an organization to the page that says so", async () => {
    await signIn((await newUser()).id);
    expect(await redirected(memberPage({}, async () => "page"))).toContain(";/no-organization;");
  });

  it("notes the day on which a member was there, once a day, but not that of someone in a support session", async () => {
    const { id, ownerId } = await newOrganization();
    const seen = async () =>
      (await inOrganization(id, (ctx) => teamMembers(ctx))).find(({ userId }) => userId === ownerId)?.lastSeenOn;
    await signIn(ownerId);
    expect(await seen()).toBeNull();
    await Promise.all([memberPage({}, async () => "layout"), memberPage({}, async () => "page")]);
    expect(await seen()).toBe(isoDay(now()));
    const noted = await inOrganization(id, ({ tx }) => tx.execute(sql`select xmin::text from memberships`));
    await memberPage({}, async () => "page");
    expect(await inOrganization(id, ({ tx }) => tx.execute(sql`select xmin::text from memberships`))).toEqual(noted);
    await asMember({ organization: selectedOrganization }, async (member) => {
      const impersonator = { id: ownerId, email: "", organizationId: id, until: now() };
      await noteSeen({
        ...member,
        lastSeenOn: null,
        now: addDays(now(), 3),
        session: { ...member.session, impersonator },
      });
    });
    expect(await seen()).toBe(isoDay(now()));
  });

  it("doesn't exist for a role that may not see it", async () => {
    const { id } = await newOrganization();
    await signIn((await addMember(id, "member")).id);
    expect(await redirected(memberPage({ roles: ["owner"] }, async () => "page"))).toContain("404");
  });
});

describe("one's own account", () => {
  it("is changed by the person, while they are signed in", async () => {
    const user = await newUser();
    await signIn(user.id);
    const rename = () => asPerson((person) => renamePerson(person, { name: "Ada" }));
    await rename();
    browser.cookies.clear();
    await expect(rename()).rejects.toMatchObject({ code: "unauthenticated" });
  });
});
