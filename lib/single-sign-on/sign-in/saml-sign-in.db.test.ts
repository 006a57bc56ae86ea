import { and, eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { POST as acs } from "@/app/api/sso/[organization]/acs/route";
import { GET as finish } from "@/app/api/sso/[organization]/finish/route";
import { GET as start } from "@/app/api/sso/[organization]/start/route";
import { keepEmail } from "@/components/settings/account/actions";
import { changePassword, endSession, savePersonName, signOutEverywhere } from "@/components/settings/actions";
import { dropSetUp, savePasskeyName } from "@/components/two-factor/actions";
import {
  entitlementOverrides,
  invitations,
  memberships,
  organizations,
  sessions,
  ssoConnections,
  ssoDomainClaims,
  ssoIdentities,
  users,
} from "@/db/schema";
import { asPlatformAdmin } from "@/lib/admin";
import { asPerson, requestEmailChange, sendConfirmationCode, startTotpSetUp } from "@/lib/auth";
import { findSession } from "@/lib/auth/sessions/find-session";
import type { TenantContext } from "@/lib/context";
import { platformDatabase } from "@/lib/database";
import { addMinutes } from "@/lib/durations";
import { settingsFacts, setUpFacts } from "@/lib/settings";
import { asMember, memberPage, ownOrganizations } from "@/lib/tenancy";
import { selectedOrganization } from "@/lib/tenancy/access/named-organization";
import { auditOf } from "@/testing/audit";
import { newAddress, newSession, signedIn } from "@/testing/auth/signed-in";
import { addMember, inOrganization, newOrganization, newUser } from "@/testing/factories";
import { locationOf, nextOf } from "@/testing/single-sign-on/browser";
import { organizationWithSso } from "@/testing/single-sign-on/connections";
import { type AssertionOptions, requestIn, type SigningOptions, samlIdp } from "@/testing/single-sign-on/saml-provider";

const browser = vi.hoisted(() => ({ jar: undefined as Map<string, string> | undefined, address: "" }));
vi.mock("next/headers", async () => (await import("@/testing/single-sign-on/browser")).headersOf(() => browser));

vi.mock("next/cache", () => ({ revalidatePath: () => undefined }));

beforeEach(() => {
  browser.jar = new Map();
  browser.address = newAddress();
});

const idp = samlIdp();
const sessionCookie = "gatehouse.session";
const params = (organization: string) => ({ params: Promise.resolve({ organization }) });
const get = (url: string, site = "same-origin") =>
  new Request(new URL(url, "http://localhost:3000"), { headers: { "sec-fetch-site": site } });

/** Begins a sign-in in the current browser. */
async function begin(organization: string, next = "/usage") {
  const response = await start(get(`/api/sso/x/start?${new URLSearchParams({ next })}`), params(organization));
  return requestIn(await nextOf(response));
}

/** What the identity provider makes the browser post: from another site, so without cookies. */
async function post(organization: string, response: string, relayState = "https://evil.example"): Promise<string> {
  const { jar } = browser;
  browser.jar = undefined;
  const body = new URLSearchParams({ SAMLResponse: response, RelayState: relayState });
  const answer = await acs(new Request("http://localhost:3000/acs", { method: "POST", body }), params(organization));
  browser.jar = jar;
  return locationOf(answer);
}

const open = async (organization: string, location: string) =>
  locationOf(await finish(get(location), params(organization)));

type Organization = { id: string };
type Person = Partial<AssertionOptions> & { signing?: SigningOptions; provider?: ReturnType<typeof samlIdp> };

/** The whole way. @returns where the browser ends. */
async function signInAt({ id }: Organization, { signing, provider = idp, ...person }: Person): Promise<string> {
  const request = await begin(id);
  const location = await post(id, provider.respond({ ...request, now: new Date(), ...person }, signing));
  return location.includes("/finish?") ? open(id, location) : location;
}

const current = async () => {
  const token = browser.jar?.get(sessionCookie);
  return token ? findSession(token, new Date()) : null;
};
const refusedFor = (reason: string) => `http://localhost:3000/single-sign-on?refused=${reason}`;
const member = () =>
  asMember({ organization: selectedOrganization }, async ({ organizationId, role }) => ({ organizationId, role }));
const roleOf = async (organizationId: string, userId: string) =>
  (
    await platformDatabase()
      .select({ role: memberships.role })
      .from(memberships)
      .where(and(eq(memberships.organizationId, organizationId), eq(memberships.userId, userId)))
  )[0]?.role;
const actionsOf = async (organizationId: string) => (await auditOf(organizationId)).map(({ action }) => action);

describe("someone new", () => {
  it("joins with the default role, is signed in to this organization, and gets to the page they wanted", async () => {
    const acme = await organizationWithSso(idp, { defaultRole: "admin" });
    const email = `Ada@${acme.domain.toUpperCase()}`;
    expect(await signInAt(acme, { nameId: "ada", email })).toBe("http://localhost:3000/usage");
    const session = await current();
    expect(session).toMatchObject({
      user: { email: email.toLowerCase(), name: "Ada Okafor", emailVerified: true },
      assurance: { ssoOrganizationId: acme.id, secondFactor: null },
    });
    expect(await member()).toEqual({ organizationId: acme.id, role: "admin" });
    expect(await actionsOf(acme.id)).toEqual(["sso.member_joined", "sso.signed_in"]);
  });

  it("gets the role and the seat of their invitation", async () => {
    const acme = await organizationWithSso(idp);
    const email = `lin@${acme.domain}`;
    await inOrganization(acme.id, ({ tx, now }) =>
      tx.insert(invitations).values({
        organizationId: acme.id,
        id: crypto.randomUUID(),
        email,
        role: "billing",
        tokenHash: crypto.randomUUID(),
        invitedBy: acme.ownerId,
        createdAt: now,
        expiresAt: addMinutes(now, 60),
      }),
    );
    await signInAt(acme, { nameId: "lin", email });
    expect(await member()).toMatchObject({ role: "billing" });
  });

  it("can't join without a free seat, and sees why", async () => {
    const acme = await organizationWithSso(idp, { plan: "starter" });
    await grantSso(acme.id);
    for (let seat = 0; seat < 30; seat += 1) await addMember(acme.id, "member");
    expect(await signInAt(acme, { nameId: "late", email: `late@${acme.domain}` })).toBe(refusedFor("no_seat"));
    expect(await current()).toBeNull();
    const [row] = await platformDatabase()
      .select()
      .from(users)
      .where(eq(users.email, `late@${acme.domain}`));
    expect(row).toBeUndefined();
  });

  it("is refused with an address that isn't at a domain of the organization", async () => {
    const acme = await organizationWithSso(idp);
    for (const email of [
      "ceo@globex.example",
      "someone@gmail.com",
      `ceo@sub.${acme.domain}`,
      `x@${acme.domain}.evil.example`,
    ]) {
      expect(await signInAt(acme, { nameId: email, email })).toBe(refusedFor("domain_not_verified"));
    }
    expect(await signInAt(acme, { email: null })).toBe(refusedFor("no_email"));
    expect(await signInAt(acme, { email: "not an address" })).toBe(refusedFor("no_email"));
    expect(await current()).toBeNull();
  });

  it("is refused while the domain isn't verified", async () => {
    const acme = await organizationWithSso(idp);
    await inOrganization(acme.id, ({ tx }) =>
      tx.delete(ssoDomainClaims).where(eq(ssoDomainClaims.claimedFor, acme.id)),
    );
    expect(await signInAt(acme, { email: `ada@${acme.domain}` })).toBe(refusedFor("domain_not_verified"));
  });

  it("gets one account, however many sign-ins run at once", async () => {
    const acme = await organizationWithSso(idp);
    const email = `twin@${acme.domain}`;
    const requests = [await begin(acme.id), await begin(acme.id)];
    const locations: string[] = [];
    for (const request of requests) {
      locations.push(await post(acme.id, idp.respond({ ...request, now: new Date(), nameId: "twin", email })));
    }
    const ends = await Promise.all(locations.map((location) => open(acme.id, location)));
    expect(ends).toEqual(["http://localhost:3000/usage", "http://localhost:3000/usage"]);
    expect(await platformDatabase().$count(users, eq(users.email, email))).toBe(1);
  });
});

/** Waits until another transaction waits for this one. */
const untilBlocking = ({ tx }: TenantContext) =>
  expect
    .poll(
      async () => {
        const rows = await tx.execute(
          sql`select from pg_locks l where not l.granted and pg_backend_pid() = any (pg_blocking_pids(l.pid))`,
        );
        return rows.length;
      },
      { timeout: 5_000, interval: 10 },
    )
    .toBeGreaterThan(0);

describe("someone new, whose account or membership is created in another tab at the same moment,", () => {
  /** `create` runs in a transaction that is committed only when the sign-in waits for it. */
  async function whileSigningIn(
    create: (ctx: TenantContext, person: { email: string }) => Promise<unknown>,
    person: Partial<AssertionOptions>,
  ) {
    const acme = await organizationWithSso(idp);
    const email = `new@${acme.domain}`;
    const request = await begin(acme.id);
    const location = await post(acme.id, idp.respond({ ...request, now: new Date(), email, ...person }));
    let end: Promise<string> | undefined;
    await inOrganization(acme.id, async (ctx) => {
      await create(ctx, { email });
      end = open(acme.id, location);
      await untilBlocking(ctx);
    });
    return { acme, email, end: await end };
  }
  const newAccount = (email: string, emailVerified: Date | null) => ({
    id: crypto.randomUUID(),
    email,
    emailVerified,
    createdAt: new Date(),
  });

  it("is linked to the account if its address is verified", async () => {
    const { acme, email, end } = await whileSigningIn(
      ({ tx }, { email }) => tx.insert(users).values(newAccount(email, new Date())),
      { nameId: "verified" },
    );
    expect(end).toBe("http://localhost:3000/usage");
    expect(await member()).toEqual({ organizationId: acme.id, role: "member" });
    expect(await platformDatabase().$count(users, eq(users.email, email))).toBe(1);
  });

  it("is refused if it isn't", async () => {
    const { end } = await whileSigningIn(({ tx }, { email }) => tx.insert(users).values(newAccount(email, null)), {
      nameId: "unverified",
    });
    expect(end).toBe(refusedFor("account_not_verified"));
  });

  it("has the role of the invitation that was accepted there", async () => {
    const account = newAccount(`${crypto.randomUUID()}@example.com`, new Date());
    const { acme, end } = await whileSigningIn(
      async ({ tx, organizationId, now }, { email }) => {
        await platformDatabase()
          .insert(users)
          .values({ ...account, email });
        await tx.insert(memberships).values({ organizationId, userId: account.id, role: "billing", createdAt: now });
      },
      { nameId: "invited" },
    );
    expect(end).toBe("http://localhost:3000/usage");
    expect(await member()).toEqual({ organizationId: acme.id, role: "billing" });
  });
});

/** The feature, as an exception for an organization on a smaller plan. */
async function grantSso(organizationId: string) {
  await inOrganization(organizationId, ({ tx, now }) =>
    tx.insert(entitlementOverrides).values({
      organizationId,
      id: crypto.randomUUID(),
      kind: "feature",
      name: "sso_saml",
      enabled: true,
      reason: "agreed",
      createdAt: now,
    }),
  );
}

describe("someone who signs in again", () => {
  it("is recognized by the subject alone, even if the address changes", async () => {
    const acme = await organizationWithSso(idp);
    const victim = await addMember(acme.id, "owner", { email: `ceo@${acme.domain}` });
    await signInAt(acme, { nameId: "mallory", email: `mallory@${acme.domain}` });
    const first = await current();
    await signInAt(acme, { nameId: "mallory", email: victim.email });
    expect((await current())?.user).toMatchObject({ id: first?.user.id, email: `mallory@${acme.domain}` });
  });

  it("can't take over an account linked to another subject by using its address", async () => {
    const acme = await organizationWithSso(idp);
    const email = `reused@${acme.domain}`;
    await signInAt(acme, { nameId: "first holder", email });
    browser.jar = new Map();
    expect(await signInAt(acme, { nameId: "second holder", email })).toBe(refusedFor("other_identity"));
    expect(await current()).toBeNull();
  });

  it("who left the team joins again, and is linked again", async () => {
    const acme = await organizationWithSso(idp);
    const person = { nameId: "back", email: `back@${acme.domain}` };
    await signInAt(acme, person);
    const { user } = (await current()) ?? {};
    await inOrganization(acme.id, ({ tx }) => tx.delete(memberships).where(eq(memberships.userId, user?.id ?? "")));
    expect(await platformDatabase().$count(ssoIdentities, eq(ssoIdentities.organizationId, acme.id))).toBe(0);
    await expect(member()).rejects.toMatchObject({ code: "not_found", details: { reason: "no_organization" } });
    await signInAt(acme, { ...person, nameId: "another subject" });
    expect(await member()).toMatchObject({ role: "member" });
  });
});

describe("an existing account", () => {
  it("is linked if its address is verified, and keeps its role", async () => {
    const acme = await organizationWithSso(idp);
    const owner = await addMember(acme.id, "owner", { email: `boss@${acme.domain}` });
    await signInAt(acme, { nameId: "boss", email: owner.email });
    expect((await current())?.user.id).toBe(owner.id);
    expect(await roleOf(acme.id, owner.id)).toBe("owner");
    expect(await actionsOf(acme.id)).toEqual(["sso.account_linked", "sso.signed_in"]);
  });

  it("isn't linked if its address was never verified: someone may have signed up with it in advance", async () => {
    const acme = await organizationWithSso(idp);
    const squatter = await newUser({ email: `new@${acme.domain}`, verified: false });
    expect(await signInAt(acme, { nameId: "new", email: squatter.email })).toBe(refusedFor("account_not_verified"));
    expect(await roleOf(acme.id, squatter.id)).toBeUndefined();
  });
});

describe("a session that an identity provider opened", () => {
  it("reaches its own organization and none of the person's others", async () => {
    const acme = await organizationWithSso(idp);
    const { user } = await signedIn({ email: `both@${acme.domain}` });
    const other = await newOrganization();
    await inOrganization(other.id, ({ tx, now }) =>
      tx.insert(memberships).values({ organizationId: other.id, userId: user.id, role: "owner", createdAt: now }),
    );
    await signInAt(acme, { nameId: "both", email: user.email });
    browser.jar?.set("gatehouse.organization", other.id);
    expect(await member()).toMatchObject({ organizationId: acme.id });
    const session = await current();
    if (!session) throw new Error("not signed in");
    expect((await ownOrganizations(session)).map(({ id }) => id)).toEqual([acme.id]);
    await inOrganization(acme.id, ({ tx }) => tx.delete(memberships).where(eq(memberships.userId, user.id)));
    await expect(member()).rejects.toMatchObject({ code: "not_found" });
  });

  it("can't change how the person signs in, because that isn't the company's to change", async () => {
    const acme = await organizationWithSso(idp);
    await signInAt(acme, { nameId: "p", email: `p@${acme.domain}` });
    const confirmation = { code: "forbidden", details: { reason: "confirmation" } };
    await expect(asPerson(startTotpSetUp)).rejects.toMatchObject(confirmation);
    await expect(asPerson((person) => requestEmailChange(person, { email: "evil@example.com" }))).rejects.toMatchObject(
      confirmation,
    );
  });

  it("can't change anything else about the account without the person's own credentials", async () => {
    const acme = await organizationWithSso(idp);
    const own = await signedIn({ email: `own@${acme.domain}` });
    await signInAt(acme, { nameId: "own", email: own.user.email });
    for (const change of [
      () => savePersonName({ name: "Mallory" }),
      () => keepEmail(),
      () => savePasskeyName({ id: "x", name: "Mallory's" }),
      () => changePassword({ current: "correct horse battery", password: "a whole new password" }),
    ]) {
      expect(await change()).toMatchObject({
        ok: false,
        error: { code: "forbidden", details: { reason: "confirmation" } },
      });
    }
    expect((await dropSetUp({ values: {}, errors: {} }, new FormData())).details).toMatchObject({
      reason: "confirmation",
    });
    await platformDatabase()
      .update(sessions)
      .set({ confirmedAt: new Date() })
      .where(eq(sessions.id, (await current())?.sessionId ?? ""));
    expect(await savePersonName({ name: "Ada" })).toMatchObject({ ok: true });
  });

  it("ends sessions that the same provider opened, and none of the person's own", async () => {
    const acme = await organizationWithSso(idp);
    const own = await signedIn({ email: `ends@${acme.domain}` });
    const ids: string[] = [];
    const tokens: string[] = [];
    for (const _ of [1, 2, 3]) {
      browser.jar = new Map();
      await signInAt(acme, { nameId: "ends", email: own.user.email });
      tokens.push(browser.jar.get(sessionCookie) ?? "");
      ids.push((await current())?.sessionId ?? "");
    }
    const ownId = (await findSession(own.token, new Date()))?.sessionId ?? "";
    const isOpen = async (token: string | undefined) => (await findSession(token ?? "", new Date())) !== null;
    const facts = await memberPage({ onboarding: true }, settingsFacts);
    expect(facts.sessions.map(({ id }) => id).sort()).toEqual(ids.toSorted());
    await endSession({ sessionId: ownId });
    await endSession({ sessionId: ids[0] ?? "" });
    expect([await isOpen(own.token), await isOpen(tokens[0]), await isOpen(tokens[1])]).toEqual([true, false, true]);
    await expect(signOutEverywhere()).rejects.toMatchObject({
      digest: expect.stringContaining("notice=single-sign-on"),
    });
    expect([await isOpen(own.token), await isOpen(tokens[1]), await isOpen(tokens[2])]).toEqual([true, false, false]);
  });

  it("doesn't show how the person signs in elsewhere", async () => {
    const acme = await organizationWithSso(idp);
    const own = await signedIn({ email: `private@${acme.domain}` });
    await signInAt(acme, { nameId: "private", email: own.user.email });
    const [session, facts] = [await current(), await memberPage({ onboarding: true }, settingsFacts)];
    expect(facts.sessions.map(({ id }) => id)).toEqual([session?.sessionId]);
    expect(facts).toMatchObject({ isOwnSession: false, linkedAccounts: [], providers: [] });
    expect(facts.history.map(({ ssoOrganizationId }) => ssoOrganizationId)).toEqual([acme.id]);
  });

  it("offers no emailed code to confirm with, because the company may read the mailbox", async () => {
    const acme = await organizationWithSso(idp);
    await signInAt(acme, { nameId: "m", email: `m@${acme.domain}` });
    const session = await current();
    if (!session) throw new Error("not signed in");
    expect(await setUpFacts(session)).toMatchObject({ step: "confirm", confirmBy: null });
    await expect(sendConfirmationCode()).rejects.toMatchObject({ code: "conflict" });
  });

  it("ends after a day", async () => {
    const acme = await organizationWithSso(idp);
    await signInAt(acme, { nameId: "d", email: `d@${acme.domain}` });
    const token = browser.jar?.get(sessionCookie) ?? "";
    expect(await findSession(token, addMinutes(new Date(), 24 * 60 - 1))).not.toBeNull();
    expect(await findSession(token, addMinutes(new Date(), 24 * 60 + 1))).toBeNull();
  });

  it("counts as two-factor in its own organization, but doesn't open the platform's pages", async () => {
    const acme = await organizationWithSso(idp);
    await inOrganization(acme.id, ({ tx, now }) => tx.update(organizations).set({ twoFactorRequiredAt: now }));
    const admin = await newUser({ email: `admin@${acme.domain}`, platformAdmin: true });
    await signInAt(acme, { nameId: "admin", email: admin.email });
    expect(await member()).toMatchObject({ organizationId: acme.id });
    await expect(asPlatformAdmin(async () => "in")).rejects.toMatchObject({ details: { reason: "second_factor" } });
  });

  it("replaces the browser's previous session", async () => {
    const acme = await organizationWithSso(idp);
    const before = await signedIn();
    browser.jar?.set(sessionCookie, before.token);
    await signInAt(acme, { nameId: "r", email: `r@${acme.domain}` });
    expect(await findSession(before.token, new Date())).toBeNull();
  });
});

describe("an organization that requires single sign-on", () => {
  it("is closed to members with a password, open to owners with one, and to those who used it", async () => {
    const acme = await organizationWithSso(idp, { required: true });
    const employee = await addMember(acme.id, "admin", { email: `e@${acme.domain}` });
    browser.jar?.set(sessionCookie, (await newSession(employee.id)).token);
    await expect(member()).rejects.toMatchObject({
      code: "forbidden",
      details: { reason: "single_sign_on", organization: acme.id },
    });
    browser.jar?.set(sessionCookie, (await newSession(acme.ownerId)).token);
    expect(await member()).toMatchObject({ role: "owner" });
    await signInAt(acme, { nameId: "e", email: employee.email });
    expect(await member()).toMatchObject({ role: "admin" });
  });

  it("stops requiring it once its plan no longer includes it", async () => {
    const acme = await organizationWithSso(idp, { required: true, plan: "starter" });
    const employee = await addMember(acme.id, "member");
    browser.jar?.set(sessionCookie, (await newSession(employee.id)).token);
    expect(await member()).toMatchObject({ role: "member" });
    expect(locationOf(await start(get("/start"), params(acme.id)))).toBe(refusedFor("not_in_plan"));
  });

  it("doesn't trust another organization's provider", async () => {
    const acme = await organizationWithSso(idp, { required: true });
    const globex = await organizationWithSso(idp);
    const employee = await addMember(acme.id, "member", { email: `both@${globex.domain}` });
    await signInAt(globex, { nameId: "both", email: employee.email });
    browser.jar?.set("gatehouse.organization", acme.id);
    expect(await member()).toMatchObject({ organizationId: globex.id });
  });
});

describe("an attack is refused", () => {
  it("with the assertion for another organization", async () => {
    const [acme, evil] = [await organizationWithSso(idp), await organizationWithSso(idp)];
    const request = await begin(acme.id);
    const theirs = await begin(evil.id);
    const email = `ceo@${acme.domain}`;
    const wrongAudience = idp.respond({ ...theirs, requestId: request.requestId, now: new Date(), email });
    expect(await post(acme.id, wrongAudience)).toBe(refusedFor("invalid_response"));
    expect(await current()).toBeNull();
  });

  it("with an address at another organization's verified domain, from the attacker's own provider", async () => {
    const evilIdp = samlIdp("https://evil.example/idp");
    const acme = await organizationWithSso(idp);
    const evil = await organizationWithSso(evilIdp);
    const victim = await addMember(acme.id, "owner", { email: `ceo@${acme.domain}` });
    expect(await signInAt(evil, { provider: evilIdp, nameId: "x", email: victim.email })).toBe(
      refusedFor("domain_not_verified"),
    );
    expect(await current()).toBeNull();
  });

  it("with a response that was already used", async () => {
    const acme = await organizationWithSso(idp);
    const request = await begin(acme.id);
    const response = idp.respond({ ...request, now: new Date(), nameId: "r", email: `r@${acme.domain}` });
    const location = await post(acme.id, response);
    expect(await open(acme.id, location)).toBe("http://localhost:3000/usage");
    expect(await post(acme.id, response)).toBe(refusedFor("expired"));
    expect(await open(acme.id, location)).toBe(refusedFor("expired"));
  });

  it("with an assertion that was already used, in a response to a new request", async () => {
    const acme = await organizationWithSso(idp);
    const email = `r@${acme.domain}`;
    expect(await signInAt(acme, { nameId: "r", email, assertionId: "_once" })).toBe("http://localhost:3000/usage");
    browser.jar?.delete(sessionCookie);
    expect(await signInAt(acme, { nameId: "r", email, assertionId: "_once" })).toBe(refusedFor("invalid_response"));
    expect(await current()).toBeNull();
  });

  it("with a response to a request of another organization", async () => {
    const [acme, globex] = [await organizationWithSso(idp), await organizationWithSso(idp)];
    const request = await begin(globex.id);
    const { acsUrl, audience } = await begin(acme.id);
    const response = idp.respond({ ...request, acsUrl, audience, now: new Date(), email: `x@${acme.domain}` });
    expect(await post(acme.id, response)).toBe(refusedFor("expired"));
  });

  it("with a response that is finished in another browser than it began in", async () => {
    const acme = await organizationWithSso(idp);
    const request = await begin(acme.id);
    const location = await post(acme.id, idp.respond({ ...request, now: new Date(), email: `m@${acme.domain}` }));
    const attackers = browser.jar;
    browser.jar = new Map();
    expect(await open(acme.id, location)).toBe(refusedFor("other_browser"));
    expect(await current()).toBeNull();
    expect(await actionsOf(acme.id)).toEqual(["sso.sign_in_refused"]);
    browser.jar = attackers;
    expect(await open(acme.id, location)).toBe("http://localhost:3000/usage");
  });

  it("with a sign-in at a stranger's provider that another site begins, because the visitor is asked first", async () => {
    const evil = await organizationWithSso(idp);
    const response = await start(get("/start?next=/usage", "cross-site"), params(evil.id));
    const query = new URLSearchParams({ start: evil.id, next: "/usage" });
    expect(locationOf(response)).toBe(`http://localhost:3000/single-sign-on?${query}`);
    expect(browser.jar?.size).toBe(0);
  });

  it("with a response that no one here requested", async () => {
    const acme = await organizationWithSso(idp);
    const request = await begin(acme.id);
    const response = idp.respond({ ...request, now: new Date(), responseInResponseTo: null });
    expect(await post(acme.id, response)).toBe(refusedFor("not_started_here"));
  });

  it("with an unsigned response, which is recorded with its reason and uses up its request", async () => {
    const acme = await organizationWithSso(idp);
    const request = await begin(acme.id);
    const person = { ...request, now: new Date(), email: `u@${acme.domain}` };
    const location = await post(acme.id, idp.respond(person, { what: "nothing" }));
    expect(await open(acme.id, location)).toBe(refusedFor("invalid_response"));
    expect(await post(acme.id, idp.respond(person))).toBe(refusedFor("expired"));
    const [row] = await auditOf(acme.id);
    expect(row).toMatchObject({ action: "sso.sign_in_refused", details: { reason: "invalid_response" } });
    expect(JSON.stringify(row?.details)).not.toContain("Assertion ");
  });

  it.each(["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"])(
    "that wants to lead to %s",
    async (next) => {
      const acme = await organizationWithSso(idp);
      const request = await begin(acme.id, next);
      const location = await post(
        acme.id,
        idp.respond({ ...request, now: new Date(), nameId: "n", email: `n@${acme.domain}` }),
        next,
      );
      expect(await open(acme.id, location)).toBe("http://localhost:3000/dashboard");
    },
  );
});

describe("a connection whose settings change while someone signs in", () => {
  it.each<[string, Partial<typeof ssoConnections.$inferInsert>]>([
    ["a different provider, which is turned on at once", { issuer: "https://new.example/idp" }],
    ["a new certificate of the same one", { certificates: ["another"] }],
  ])("to %s, doesn't accept what was sent before", async (_, changed) => {
    const acme = await organizationWithSso(idp);
    const request = await begin(acme.id);
    const location = await post(acme.id, idp.respond({ ...request, now: new Date(), email: `o@${acme.domain}` }));
    await inOrganization(acme.id, ({ tx, wall }) => tx.update(ssoConnections).set({ ...changed, updatedAt: wall }));
    expect(await open(acme.id, location)).toBe(refusedFor("expired"));
    expect(await current()).toBeNull();
  });
});

describe("a connection that is turned off", () => {
  it("can't begin a sign-in or finish one that had begun", async () => {
    const acme = await organizationWithSso(idp);
    const request = await begin(acme.id);
    await inOrganization(acme.id, ({ tx }) => tx.update(ssoConnections).set({ enabledAt: null }));
    expect(locationOf(await start(get("/start"), params(acme.id)))).toBe(refusedFor("not_enabled"));
    const location = await post(acme.id, idp.respond({ ...request, now: new Date(), email: `o@${acme.domain}` }));
    expect(await open(acme.id, location)).toBe(refusedFor("not_enabled"));
  });

  it("ends every session it opened on its next request, even one that was opened in the same moment", async () => {
    const acme = await organizationWithSso(idp);
    const other = await organizationWithSso(idp);
    const set = (values: Partial<typeof ssoConnections.$inferInsert>) =>
      inOrganization(acme.id, ({ tx }) => tx.update(ssoConnections).set(values));
    const signIn = () => signInAt(acme, { nameId: "ada", email: `ada@${acme.domain}` });
    await signIn();
    expect(await member()).toMatchObject({ organizationId: acme.id });
    // Not as `enableConnection` does it: a session opened right after it isn't among those that it ends.
    await set({ enabledAt: null });
    await expect(member()).rejects.toMatchObject({ code: "unauthenticated" });
    expect(await current()).toBeNull();

    await set({ enabledAt: new Date() });
    await signIn();
    // Off and on again, or another provider: what was opened before doesn't count.
    await set({ enabledAt: new Date(Date.now() + 1_000) });
    await expect(member()).rejects.toMatchObject({ code: "unauthenticated" });
    expect(await current()).toBeNull();

    await set({ enabledAt: new Date() });
    await signIn();
    await inOrganization(acme.id, async ({ tx }) => {
      await tx.delete(ssoIdentities);
      await tx.delete(ssoConnections);
    });
    await expect(member()).rejects.toMatchObject({ code: "unauthenticated" });
    expect(await current()).toBeNull();
    // Another organization's is none of its concern.
    await signInAt(other, { nameId: "lin", email: `lin@${other.domain}` });
    expect(await member()).toMatchObject({ organizationId: other.id });
  });

  it("refuses a sign-in that is being finished while it is turned off", async () => {
    const acme = await organizationWithSso(idp);
    const request = await begin(acme.id);
    const location = await post(
      acme.id,
      idp.respond({ ...request, now: new Date(), nameId: "o", email: `o@${acme.domain}` }),
    );
    let end: Promise<string> | undefined;
    await inOrganization(acme.id, async (ctx) => {
      await ctx.tx.update(ssoConnections).set({ enabledAt: null });
      end = open(acme.id, location);
      await untilBlocking(ctx);
    });
    expect(await end).toBe(refusedFor("not_enabled"));
    expect(await current()).toBeNull();
  });

  it("looks like a connection that doesn't exist", async () => {
    const none = await newOrganization({ plan: "enterprise" });
    expect(locationOf(await start(get("/start"), params(none.id)))).toBe(refusedFor("not_enabled"));
    expect(locationOf(await start(get("/start"), params(crypto.randomUUID())))).toBe(refusedFor("not_enabled"));
    expect((await start(get("/start"), params("nonsense"))).status).toBe(404);
  });
});
