import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { POST as acs } from "@/app/api/sso/[organization]/acs/route";
import { GET as finish } from "@/app/api/sso/[organization]/finish/route";
import {
  addSsoDomain,
  removeSso,
  removeSsoDomain,
  requireSso,
  saveSso,
  saveSsoRole,
  testSso,
  turnSso,
  verifySsoDomain,
} from "@/components/settings/single-sign-on/actions";
import { emails, memberships, sessions, ssoConnections, ssoDomainClaims, ssoIdentities } from "@/db/schema";
import { findSession } from "@/lib/auth/sessions/find-session";
import { sessionStore } from "@/lib/auth/sessions/session-store";
import { platformDatabase } from "@/lib/database";
import { asMember } from "@/lib/tenancy";
import { auditOf } from "@/testing/audit";
import { newAddress, newSession } from "@/testing/auth/signed-in";
import { addMember, inOrganization, newOrganization } from "@/testing/factories";
import { locationOf } from "@/testing/single-sign-on/browser";
import { newDomain, organizationWithSso } from "@/testing/single-sign-on/connections";
import { type OidcIdp, oidcIdp } from "@/testing/single-sign-on/oidc-provider";
import { requestIn, samlIdp } from "@/testing/single-sign-on/saml-provider";
import { checkDomain, markVerified } from "../domains/verify-domain";
import { ssoFacts } from "../page";
import { findConnectionByEmail } from "../sign-in/find-connection";

const browser = vi.hoisted(() => ({ jar: new Map<string, string>(), address: "" }));
vi.mock("next/headers", async () => (await import("@/testing/single-sign-on/browser")).headersOf(() => browser));
vi.mock("next/cache", () => ({ revalidatePath: () => undefined }));

const saml = samlIdp();
let oidc: OidcIdp;
const metadataServer = createServer((request, response) => {
  if (request.url === "/redirect") response.writeHead(302, { location: "/metadata" }).end();
  else if (request.url === "/huge") response.end("x".repeat(400_000));
  else response.end(saml.metadata());
});
let metadataUrl = "";
beforeAll(async () => {
  oidc = await oidcIdp(["http://localhost:3000/callback"]);
  await new Promise<void>((resolve) => metadataServer.listen(0, "127.0.0.1", resolve));
  metadataUrl = `http://127.0.0.1:${(metadataServer.address() as AddressInfo).port}`;
});
afterAll(async () => {
  metadataServer.close();
  await oidc.close();
});
beforeEach(() => {
  browser.jar.clear();
  browser.address = newAddress();
});

const signInAs = async (userId: string) => void browser.jar.set("gatehouse.session", (await newSession(userId)).token);
const connectionOf = async (id: string) =>
  (await platformDatabase().select().from(ssoConnections).where(eq(ssoConnections.organizationId, id)))[0];
const ok = { ok: true };
const failed = (code: string, details: Record<string, unknown> = {}) => ({
  ok: false,
  error: { code, details: expect.objectContaining(details) },
});
const fieldError = (field: string, message: RegExp) =>
  failed("invalid_input", { errors: [{ field, message: expect.stringMatching(message) }] });
const samlInput = (metadata = saml.metadata()) => ({ kind: "saml" as const, metadata });

async function newOwner(plan = "enterprise") {
  const organization = await newOrganization({ plan });
  await signInAs(organization.ownerId);
  return organization;
}

describe("an owner", () => {
  it("saves the metadata of a SAML provider, or its URL", async () => {
    const { id } = await newOwner();
    expect(await saveSso(id, samlInput())).toMatchObject(ok);
    const saved = { kind: "saml", issuer: saml.entityId, signOnUrl: saml.signOnUrl, enabledAt: null, testedAt: null };
    expect(await connectionOf(id)).toMatchObject(saved);
    expect(await saveSso(id, samlInput(`${metadataUrl}/metadata`))).toMatchObject(ok);
    expect((await auditOf(id)).map(({ action }) => action)).toEqual(["sso.connection_saved", "sso.connection_saved"]);
  });

  it("sees why metadata can't be used", async () => {
    const { id } = await newOwner();
    for (const [metadata, message] of [
      ["<html/>", /isn't SAML metadata/],
      [`${metadataUrl}/redirect`, /returned status 302/],
      [`${metadataUrl}/huge`, /too long/],
      ["http://127.0.0.1:9/", /ECONNREFUSED|refused/],
    ] as const) {
      expect(await saveSso(id, samlInput(metadata))).toMatchObject(fieldError("metadata", message));
    }
    expect(await connectionOf(id)).toBeUndefined();
  });

  it("saves an OpenID provider, whose secret is stored encrypted and never shown", async () => {
    const organization = await newOwner();
    const { issuer, clientId, clientSecret } = oidc;
    expect(await saveSso(organization.id, { kind: "oidc", issuer, clientId, clientSecret })).toMatchObject(ok);
    const row = await connectionOf(organization.id);
    expect(row).toMatchObject({ kind: "oidc", issuer, clientId });
    expect(row?.clientSecret).toMatch(/^v1\./);
    const facts = await asMember({ organization: organization.id }, (member) => ssoFacts(member, undefined));
    expect(JSON.stringify(facts)).not.toContain(clientSecret);
    expect(JSON.stringify(facts)).not.toContain(row?.clientSecret);
    expect(JSON.stringify(await auditOf(organization.id))).not.toContain(clientSecret);
  });

  it("sees why an issuer can't be used", async () => {
    const { id } = await newOwner();
    const common = { kind: "oidc" as const, clientId: "a", clientSecret: "b" };
    for (const issuer of ["nonsense", "https://login.microsoftonline.com/common/v2.0", metadataUrl]) {
      expect(await saveSso(id, { ...common, issuer })).toMatchObject(fieldError("issuer", /\w/));
    }
  });

  it("tests without signing anyone in, turns it on once a domain is verified, then requires it", async () => {
    const { id, ownerId } = await newOwner();
    const domain = newDomain();
    await saveSso(id, samlInput());
    expect(await turnSso(id, { enabled: true })).toMatchObject({ error: { message: "Test the connection first." } });
    const test = await testSso(id);
    if (!test.ok) throw new Error(test.error.message);
    const request = requestIn(test.data.url);
    const response = saml.respond({ ...request, now: new Date(), nameId: "tester", email: `me@${domain}` });
    const body = new URLSearchParams({ SAMLResponse: response });
    const params = { params: Promise.resolve({ organization: id }) };
    const before = browser.jar.get("gatehouse.session");
    const answered = await acs(new Request("http://localhost:3000/acs", { method: "POST", body }), params);
    const shown = locationOf(await finish(new Request(locationOf(answered)), params));
    expect(shown).toBe(`http://localhost:3000/settings/single-sign-on?test=${request.requestId}`);
    expect(browser.jar.get("gatehouse.session")).toBe(before);
    expect(await platformDatabase().$count(ssoIdentities, eq(ssoIdentities.organizationId, id))).toBe(0);
    const facts = await asMember({ organization: id }, (member) => ssoFacts(member, request.requestId));
    expect(facts.test).toMatchObject({ profile: { subject: "tester", email: `me@${domain}` } });

    expect(await turnSso(id, { enabled: true })).toMatchObject({ error: { message: "Verify a domain first." } });
    expect(await addSsoDomain(id, { domain })).toMatchObject(ok);
    expect(await verifySsoDomain(id, { domain })).toMatchObject(ok);
    expect(await requireSso(id, { required: true })).toMatchObject(failed("conflict"));
    expect(await turnSso(id, { enabled: true })).toMatchObject(ok);
    expect(await findConnectionByEmail(`anyone@${domain}`)).toEqual({ organizationId: id });
    const member = await addMember(id, "member");
    expect(await requireSso(id, { required: true })).toMatchObject(ok);
    const mails = await platformDatabase()
      .select({ to: emails.to, template: emails.template })
      .from(emails)
      .where(eq(emails.organizationId, id));
    expect(mails).toEqual([{ to: member.email, template: "single-sign-on-required" }]);
    expect((await auditOf(id)).map(({ action, actorId }) => [action, actorId === ownerId])).toEqual(
      [
        "sso.connection_saved",
        "sso.tested",
        "sso.domain_added",
        "sso.domain_verified",
        "sso.enabled",
        "sso.required",
      ].map((action) => [action, true]),
    );
  });

  it("doesn't pass a test after losing that role in the meantime", async () => {
    const { id, ownerId } = await newOwner();
    await addMember(id, "owner");
    await saveSso(id, samlInput());
    const finishAfter = async (change: () => Promise<unknown>) => {
      const test = await testSso(id);
      if (!test.ok) throw new Error(test.error.message);
      const request = requestIn(test.data.url);
      const response = saml.respond({ ...request, now: new Date(), nameId: "tester", email: "me@acme.example" });
      const params = { params: Promise.resolve({ organization: id }) };
      const body = new URLSearchParams({ SAMLResponse: response });
      const answered = await acs(new Request("http://localhost:3000/acs", { method: "POST", body }), params);
      await change();
      return locationOf(await finish(new Request(locationOf(answered)), params));
    };
    const setRole = (role: "owner" | "admin") =>
      inOrganization(id, ({ tx }) => tx.update(memberships).set({ role }).where(eq(memberships.userId, ownerId)));
    const refused = "http://localhost:3000/single-sign-on?refused=not_owner";
    expect(await finishAfter(() => setRole("admin"))).toBe(refused);
    await setRole("owner");
    const leave = () => inOrganization(id, ({ tx }) => tx.delete(memberships).where(eq(memberships.userId, ownerId)));
    expect(await finishAfter(leave)).toBe(refused);
    expect((await connectionOf(id))?.testedAt).toBeNull();
    expect((await auditOf(id)).map(({ action }) => action)).not.toContain("sso.tested");
  });

  it("sees why a test was refused", async () => {
    const { id } = await newOwner();
    await saveSso(id, samlInput());
    const test = await testSso(id);
    if (!test.ok) throw new Error(test.error.message);
    const request = requestIn(test.data.url);
    const response = saml.respond({ ...request, now: new Date() }, { what: "nothing" });
    const params = { params: Promise.resolve({ organization: id }) };
    const body = new URLSearchParams({ SAMLResponse: response });
    const answered = await acs(new Request("http://localhost:3000/acs", { method: "POST", body }), params);
    await finish(new Request(locationOf(answered)), params);
    const facts = await asMember({ organization: id }, (member) => ssoFacts(member, request.requestId));
    expect(facts).toMatchObject({
      test: { problem: expect.stringMatching(/can't verify/) },
      connection: { testedAt: null },
    });
  });

  it("changes the role of people who join, and sees which members would lose access", async () => {
    const acme = await organizationWithSso(saml);
    const guest = await addMember(acme.id, "member", { email: "guest@globex.example" });
    await addMember(acme.id, "member", { email: `in@${acme.domain}` });
    await signInAs(acme.ownerId);
    expect(await saveSsoRole(acme.id, { role: "billing" })).toMatchObject(ok);
    const facts = await asMember({ organization: acme.id }, (member) => ssoFacts(member, undefined));
    expect(facts).toMatchObject({ outside: [guest.email], connection: { defaultRole: "billing" } });
  });
});

describe("who may set it up", () => {
  const all = (id: string) => [
    saveSso(id, samlInput()),
    testSso(id),
    turnSso(id, { enabled: false }),
    requireSso(id, { required: false }),
    saveSsoRole(id, { role: "admin" }),
    removeSso(id),
    addSsoDomain(id, { domain: "acme.example" }),
    verifySsoDomain(id, { domain: "acme.example" }),
    removeSsoDomain(id, { domain: "acme.example" }),
  ];

  it.each(["admin", "billing", "member"] as const)("not the role %s", async (role) => {
    const acme = await organizationWithSso(saml);
    await signInAs((await addMember(acme.id, role)).id);
    for (const attempt of all(acme.id)) expect(await attempt).toMatchObject(failed("forbidden", { reason: "role" }));
  });

  it("not the owner of another organization, nor anyone who isn't signed in", async () => {
    const acme = await organizationWithSso(saml);
    await newOwner();
    for (const attempt of all(acme.id)) expect(await attempt).toMatchObject(failed("conflict"));
    browser.jar.clear();
    for (const attempt of all(acme.id)) expect(await attempt).toMatchObject(failed("unauthenticated"));
  });

  it("not an owner who hasn't recently confirmed their identity", async () => {
    const acme = await organizationWithSso(saml);
    const hourAgo = new Date(Date.now() - 3_600_000);
    const token = await sessionStore.create({
      userId: acme.ownerId,
      userAgent: null,
      now: hourAgo,
      secondFactor: "totp",
    });
    browser.jar.set("gatehouse.session", token);
    for (const attempt of all(acme.id))
      expect(await attempt).toMatchObject(failed("forbidden", { reason: "confirmation" }));
  });

  it("not an organization whose plan doesn't include it, which may still turn it off and remove it", async () => {
    const acme = await organizationWithSso(saml, { plan: "starter" });
    await signInAs(acme.ownerId);
    const locked = failed("feature_not_in_plan");
    expect(await saveSso(acme.id, samlInput())).toMatchObject(locked);
    expect(await addSsoDomain(acme.id, { domain: newDomain() })).toMatchObject(locked);
    expect(await requireSso(acme.id, { required: true })).toMatchObject(locked);
    expect(await testSso(acme.id)).toMatchObject(failed("conflict"));
    expect(await turnSso(acme.id, { enabled: false })).toMatchObject(ok);
    expect(await turnSso(acme.id, { enabled: true })).toMatchObject(locked);
    expect(await removeSso(acme.id)).toMatchObject(ok);
  });
});

describe("a change of the provider", () => {
  const sessionOf = async (organizationId: string, userId: string) =>
    sessionStore.create({ userId, userAgent: null, now: new Date(), ssoOrganizationId: organizationId });

  it("to new certificates of the same one changes nothing else", async () => {
    const acme = await organizationWithSso(saml, { required: true });
    const member = await addMember(acme.id, "member");
    const token = await sessionOf(acme.id, member.id);
    await signInAs(acme.ownerId);
    const renewed = samlIdp(saml.entityId, saml.signOnUrl);
    expect(
      await saveSso(acme.id, samlInput(saml.metadata([saml.key.certificate, renewed.key.certificate]))),
    ).toMatchObject(ok);
    const { certificates, enabledAt, requiredAt } = (await connectionOf(acme.id)) ?? {};
    expect([certificates?.length, enabledAt !== null, requiredAt !== null]).toEqual([2, true, true]);
    expect(await findSession(token, new Date())).not.toBeNull();
  });

  it.each(["another one", "turning it off", "removing it"])("by %s ends its sessions, and only those", async (how) => {
    const acme = await organizationWithSso(saml, { required: true });
    const other = await organizationWithSso(saml);
    const member = await addMember(acme.id, "member");
    const [theirs, elsewhere, own] = [
      await sessionOf(acme.id, member.id),
      await sessionOf(other.id, other.ownerId),
      (await newSession(member.id)).token,
    ];
    await inOrganization(acme.id, ({ tx, now }) =>
      tx.insert(ssoIdentities).values({
        organizationId: acme.id,
        issuer: saml.entityId,
        subject: "s",
        userId: member.id,
        email: member.email,
        createdAt: now,
        lastUsedAt: now,
      }),
    );
    await signInAs(acme.ownerId);
    if (how === "another one") await saveSso(acme.id, samlInput(samlIdp("https://new.example").metadata()));
    if (how === "turning it off") await turnSso(acme.id, { enabled: false });
    if (how === "removing it") await removeSso(acme.id);
    expect(await findSession(theirs, new Date())).toBeNull();
    expect(await findSession(elsewhere, new Date())).not.toBeNull();
    expect(await findSession(own, new Date())).not.toBeNull();
    expect((await connectionOf(acme.id))?.requiredAt ?? null).toBeNull();
    const linked = await platformDatabase().$count(ssoIdentities, eq(ssoIdentities.organizationId, acme.id));
    expect(linked).toBe(how === "turning it off" ? 1 : 0);
    expect(await platformDatabase().$count(sessions, eq(sessions.ssoOrganizationId, acme.id))).toBe(0);
  });
});

describe("an email domain", () => {
  it.each([
    "gmail.com",
    "outlook.com",
    "example.com",
    "localhost",
    "a@b.example",
    "https://acme.example",
    "acme",
    "a b.example",
  ])("isn't %s", async (domain) => {
    const { id } = await newOwner();
    expect(await addSsoDomain(id, { domain })).toMatchObject(fieldError("domain", /own email domain/));
  });

  it("is verified once its DNS shows the proof", async () => {
    const proof = "gatehouse-verification=abc";
    const given = { domain: "acme.com", proof };
    await checkDomain(given, async () => [["v=spf1 -all"], [proof]]);
    await expect(checkDomain(given, async () => [["gatehouse-verification=other"]])).rejects.toMatchObject({
      code: "conflict",
    });
    const silent = () => Promise.reject(new Error("timeout"));
    await expect(checkDomain(given, silent)).rejects.toMatchObject({ code: "unavailable" });
  });

  it("belongs only to the first organization that verifies it", async () => {
    const [acme, evil] = [await organizationWithSso(saml), await newOwner()];
    expect(await addSsoDomain(evil.id, { domain: acme.domain })).toMatchObject(ok);
    const claim = () => asMember({ organization: evil.id }, (member) => markVerified(member, { domain: acme.domain }));
    await expect(claim()).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringMatching(/Another organization/),
    });
    expect(await findConnectionByEmail(`ceo@${acme.domain}`)).toEqual({ organizationId: acme.id });
    await signInAs(acme.ownerId);
    await removeSsoDomain(acme.id, { domain: acme.domain });
    await signInAs(evil.ownerId);
    await claim();
  });

  it("that isn't verified finds no connection, and neither does one whose connection is off", async () => {
    const acme = await organizationWithSso(saml, { enabled: false });
    expect(await findConnectionByEmail(`x@${acme.domain}`)).toBeUndefined();
    const globex = await organizationWithSso(saml);
    await inOrganization(globex.id, ({ tx }) =>
      tx.delete(ssoDomainClaims).where(eq(ssoDomainClaims.claimedFor, globex.id)),
    );
    expect(await findConnectionByEmail(`x@${globex.domain}`)).toBeUndefined();
    expect(await findConnectionByEmail("x@gmail.com")).toBeUndefined();
  });
});
