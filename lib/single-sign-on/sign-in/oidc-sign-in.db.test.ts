import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { GET as callback } from "@/app/api/sso/[organization]/callback/route";
import { GET as finish } from "@/app/api/sso/[organization]/finish/route";
import { GET as start } from "@/app/api/sso/[organization]/start/route";
import { ssoConnections, ssoRequests } from "@/db/schema";
import { findSession } from "@/lib/auth/sessions/find-session";
import { auditOf } from "@/testing/audit";
import { newAddress } from "@/testing/auth/signed-in";
import { inOrganization } from "@/testing/factories";
import { locationOf, nextOf } from "@/testing/single-sign-on/browser";
import { organizationWithSso } from "@/testing/single-sign-on/connections";
import { followTo, type OidcIdp, type OidcPerson, oidcIdp } from "@/testing/single-sign-on/oidc-provider";
import { ownAddresses } from "../addresses";

const browser = vi.hoisted(() => ({ jar: undefined as Map<string, string> | undefined, address: "" }));
vi.mock("next/headers", async () => (await import("@/testing/single-sign-on/browser")).headersOf(() => browser));

let idp: OidcIdp;
beforeAll(async () => {
  idp = await oidcIdp();
});
afterAll(() => idp.close());
beforeEach(() => {
  browser.jar = new Map();
  browser.address = newAddress();
});

const params = (organization: string) => ({ params: Promise.resolve({ organization }) });
const get = (url: string, site = "same-origin") =>
  new Request(new URL(url, "http://localhost:3000"), { headers: { "sec-fetch-site": site } });
const refusedFor = (reason: string) => `http://localhost:3000/single-sign-on?refused=${reason}`;

async function newCompany() {
  const acme = await organizationWithSso(idp);
  idp.allow(ownAddresses(acme.id).redirectUri);
  return acme;
}

const begin = async (id: string) => nextOf(await start(get("/start?next=/usage"), params(id)));

/** Goes to the provider, where someone is signed in, and comes back. @returns the callback's URL. */
async function goThrough(id: string, person: OidcPerson): Promise<string> {
  idp.state.person = person;
  return followTo(await begin(id), ownAddresses(id).redirectUri);
}

async function comeBack(id: string, url: string): Promise<string> {
  const location = locationOf(await callback(get(url), params(id)));
  return location.includes("/finish?") ? locationOf(await finish(get(location), params(id))) : location;
}

const current = async () => {
  const token = browser.jar?.get("gatehouse.session");
  return token ? findSession(token, new Date()) : null;
};

/** A signed-in person's request, changed behind their back. */
const change = (id: string, values: Partial<typeof ssoRequests.$inferInsert>) =>
  inOrganization(id, ({ tx }) => tx.update(ssoRequests).set(values));

describe("someone at an OpenID provider", () => {
  it.each([
    ["in the ID token", true],
    ["in the user info alone", false],
  ])("joins with the address that is %s", async (_, claimsInToken) => {
    idp.state.claimsInToken = claimsInToken;
    const acme = await newCompany();
    const email = `ada@${acme.domain}`;
    const url = await goThrough(acme.id, { sub: "ada", email, email_verified: true, name: "Ada" });
    expect(await comeBack(acme.id, url)).toBe("http://localhost:3000/usage");
    expect(await current()).toMatchObject({ user: { email, name: "Ada" }, assurance: { ssoOrganizationId: acme.id } });
    idp.state.claimsInToken = true;
  });

  it("is sent there with PKCE, state and nonce", async () => {
    const acme = await newCompany();
    const { searchParams } = new URL(await begin(acme.id));
    expect(Object.fromEntries(searchParams)).toMatchObject({
      code_challenge_method: "S256",
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^_[0-9a-f]{40}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      redirect_uri: ownAddresses(acme.id).redirectUri,
    });
  });

  it("is recognized by the subject when they return with another address", async () => {
    const acme = await newCompany();
    await comeBack(acme.id, await goThrough(acme.id, { sub: "lin", email: `lin@${acme.domain}` }));
    const first = await current();
    await comeBack(acme.id, await goThrough(acme.id, { sub: "lin", email: `ceo@${acme.domain}` }));
    expect((await current())?.user).toEqual(first?.user);
    // Nor does it matter then what the provider says about the address.
    browser.jar = new Map();
    await comeBack(acme.id, await goThrough(acme.id, { sub: "lin", email: `x@${acme.domain}`, email_verified: false }));
    expect((await current())?.user).toEqual(first?.user);
  });
});

describe("a response is refused", () => {
  it("if the issuer has been shared by everyone all along, also for someone who signed in with it before", async () => {
    const acme = await newCompany();
    const url = await goThrough(acme.id, { sub: "old", email: `old@${acme.domain}` });
    await inOrganization(acme.id, ({ tx }) => tx.update(ssoConnections).set({ issuer: "https://gitlab.com" }));
    expect(await comeBack(acme.id, url)).toBe(refusedFor("invalid_response"));
    expect(await current()).toBeNull();
  });

  it.each<[string, (domain: string) => Partial<OidcPerson>, string]>([
    [
      "if the address isn't verified",
      (domain) => ({ email: `x@${domain}`, email_verified: false }),
      "email_not_verified",
    ],
    ["if the address is at another domain", () => ({ email: "x@globex.example" }), "domain_not_verified"],
    ["if there is no address", () => ({}), "no_email"],
  ])("%s", async (_, person, reason) => {
    const acme = await newCompany();
    const url = await goThrough(acme.id, { sub: crypto.randomUUID(), ...person(acme.domain) });
    expect(await comeBack(acme.id, url)).toBe(refusedFor(reason));
    expect(await current()).toBeNull();
    expect((await auditOf(acme.id)).at(-1)).toMatchObject({ action: "sso.sign_in_refused", details: { reason } });
  });

  it.each<[string, Partial<typeof ssoRequests.$inferInsert>]>([
    ["to another nonce", { nonce: "another" }],
    ["to another code verifier", { codeVerifier: "a".repeat(43) }],
  ])("that belongs %s", async (_, changed) => {
    const acme = await newCompany();
    const url = await goThrough(acme.id, { sub: "n", email: `n@${acme.domain}` });
    await change(acme.id, changed);
    expect(await comeBack(acme.id, url)).toBe(refusedFor("invalid_response"));
    expect(await current()).toBeNull();
  });

  it("the second time, and with a state that is unknown or missing", async () => {
    const acme = await newCompany();
    const url = await goThrough(acme.id, { sub: "s", email: `s@${acme.domain}` });
    expect(await comeBack(acme.id, url)).toBe("http://localhost:3000/usage");
    expect(await comeBack(acme.id, url)).toBe(refusedFor("expired"));
    expect(await comeBack(acme.id, "/callback?code=x&state=_unknown")).toBe(refusedFor("expired"));
    expect(await comeBack(acme.id, "/callback?code=x")).toBe(refusedFor("not_started_here"));
  });

  it("in another browser than it began in", async () => {
    const acme = await newCompany();
    const url = await goThrough(acme.id, { sub: "b", email: `b@${acme.domain}` });
    browser.jar = new Map();
    expect(await comeBack(acme.id, url)).toBe(refusedFor("other_browser"));
    expect(await current()).toBeNull();
  });

  it("with the code that was issued for another organization", async () => {
    const [acme, globex] = [await newCompany(), await newCompany()];
    const stolen = new URL(await goThrough(globex.id, { sub: "g", email: `g@${acme.domain}` }));
    const state = new URL(await begin(acme.id)).searchParams.get("state") ?? "";
    stolen.searchParams.set("state", state);
    expect(await comeBack(acme.id, stolen.toString())).toBe(refusedFor("invalid_response"));
  });

  it("if the provider refuses", async () => {
    const acme = await newCompany();
    const state = new URL(await begin(acme.id)).searchParams.get("state") ?? "";
    const url = `/callback?${new URLSearchParams({ error: "access_denied", state, iss: idp.issuer })}`;
    expect(await comeBack(acme.id, url)).toBe(refusedFor("provider_refused"));
  });
});

it("a provider that doesn't respond in time is named as the reason", async () => {
  const acme = await organizationWithSso({ issuer: "http://127.0.0.1:9", clientId: "a", clientSecret: "b" });
  expect(locationOf(await start(get("/start"), params(acme.id)))).toBe(refusedFor("provider_unreachable"));
});
