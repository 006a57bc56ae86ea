import { describe, expect, it } from "vitest";
import { addMinutes } from "@/lib/durations";
import { newCertificate } from "@/testing/single-sign-on/certificate";
import {
  type AssertionOptions,
  assertionXml,
  encode,
  requestIn,
  type SigningOptions,
  samlIdp,
} from "@/testing/single-sign-on/saml-provider";
import { ownAddresses } from "../addresses";
import { ownMetadata, readSamlResponse, requestOf, samlSignInUrl } from "./service-provider";

const organizationId = "01990000-0000-7000-8000-00000000000a";
const otherOrganizationId = "01990000-0000-7000-8000-00000000000b";
const { acsUrl, entityId } = ownAddresses(organizationId);
const idp = samlIdp();
const others = samlIdp("https://idp.example/saml");
const now = new Date();
const request = { id: "_request1", createdAt: now };
const provider = {
  organizationId,
  issuer: idp.entityId,
  signOnUrl: idp.signOnUrl,
  certificates: [idp.key.certificate],
};
const right: AssertionOptions = { requestId: request.id, acsUrl, audience: entityId, now };
const read = (response: string, given: Partial<typeof provider> = {}) =>
  readSamlResponse({ ...provider, ...given }, request, response, now);
const respond = (options: Partial<AssertionOptions> = {}, signing: SigningOptions = {}) =>
  idp.respond({ ...right, ...options }, signing);
const refused = (message: RegExp, reason = "invalid_response") =>
  expect.objectContaining({ name: "SsoRefusal", reason, message: expect.stringMatching(message) });

describe("a request", () => {
  it("has our entity ID, the response URL and the request's ID", async () => {
    const url = await samlSignInUrl(provider, request);
    expect(url).toMatch(/^https:\/\/idp\.example\/sign-on\?/);
    expect(requestIn(url)).toMatchObject({ requestId: request.id, acsUrl, audience: entityId });
  });

  it("keeps the parameters of the sign-on URL", async () => {
    const url = await samlSignInUrl({ ...provider, signOnUrl: "https://idp.example/sign-on?tenant=7" }, request);
    expect(new URL(url).searchParams.get("tenant")).toBe("7");
  });
});

it("our metadata has the response URL and requires signed assertions", () => {
  const xml = ownMetadata(organizationId);
  expect(xml).toContain(acsUrl);
  expect(xml).toContain(`entityID="${entityId}"`);
  expect(xml).toContain('WantAssertionsSigned="true"');
});

describe("a response", () => {
  it.each(["assertion", "both"] as const)("signs someone in if what is signed is: %s", async (what) => {
    expect(await read(respond({}, { what }))).toEqual({
      profile: { issuer: idp.entityId, subject: "u-1", email: "ada@acme.example", name: "Ada Okafor" },
      assertionId: "_assertion-_request1",
      attributes: expect.objectContaining({ NameID: "u-1", email: "ada@acme.example" }),
    });
  });

  it("can be signed by any of the certificates during a rotation", async () => {
    const next = newCertificate();
    const certificates = [idp.key.certificate, next.certificate];
    expect((await read(respond({}, { key: next }), { certificates })).profile.subject).toBe("u-1");
    expect((await read(respond(), { certificates })).profile.subject).toBe("u-1");
  });

  it("can come from a clock that is slightly off", async () => {
    const ahead = addMinutes(now, 0.5);
    const response = respond({ now: ahead, notBefore: ahead, notOnOrAfter: addMinutes(ahead, 5) });
    expect((await read(response)).profile.subject).toBe("u-1");
  });

  it("takes the address from the NameID if there is no attribute", async () => {
    const nameIdFormat = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress";
    const { profile } = await read(respond({ email: null, nameId: "ada@acme.example", nameIdFormat }));
    expect(profile).toMatchObject({ subject: "ada@acme.example", email: "ada@acme.example" });
  });

  it("knows the attributes of Microsoft Entra", async () => {
    const claims = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims";
    const attributes = `<saml:Attribute Name="${claims}/emailaddress"><saml:AttributeValue>lin@acme.example</saml:AttributeValue></saml:Attribute>`;
    expect((await read(respond({ email: null, attributes }))).profile.email).toBe("lin@acme.example");
  });

  it("is read without an address, which the caller handles", async () => {
    expect((await read(respond({ email: null }))).profile.email).toBeNull();
  });
});

describe("a response is refused", () => {
  it.each<[string, Partial<AssertionOptions>, SigningOptions, RegExp]>([
    ["unsigned", {}, { what: "nothing" }, /can't verify/],
    ["with only the response signed", {}, { what: "response" }, /can't verify/],
    ["signed by a key that isn't the provider's", {}, { key: others.key }, /can't verify/],
    ["signed with SHA-1", {}, { signatureAlgorithm: "http://www.w3.org/2000/09/xmldsig#rsa-sha1" }, /SHA-256/],
    ["with a SHA-1 digest", {}, { digestAlgorithm: "http://www.w3.org/2000/09/xmldsig#sha1" }, /SHA-256/],
    ["from another issuer", { issuer: "https://evil.example" }, {}, /issued by https:\/\/evil\.example/],
    ["for another audience", { audience: ownAddresses(otherOrganizationId).entityId }, {}, /is for|audience/],
    ["for another recipient", { recipient: ownAddresses(otherOrganizationId).acsUrl }, {}, /is for/],
    ["sent to another destination", { destination: ownAddresses(otherOrganizationId).acsUrl }, {}, /is for/],
    ["that has expired", { notBefore: addMinutes(now, -20), notOnOrAfter: addMinutes(now, -10) }, {}, /expired|verify/],
    [
      "that isn't valid yet",
      { notBefore: addMinutes(now, 10), notOnOrAfter: addMinutes(now, 20) },
      {},
      /before|verify/,
    ],
    ["without conditions", { conditions: "" }, {}, /verify|Conditions/],
    ["without an audience", { conditions: "<saml:Conditions/>" }, {}, /verify|audience/],
    ["without a confirmation", { confirmation: "" }, {}, /verify|bearer/],
    ["without a sign-in", { authnStatement: "" }, {}, /someone signed in/],
    [
      "with a transient NameID",
      { nameIdFormat: "urn:oasis:names:tc:SAML:2.0:nameid-format:transient" },
      {},
      /transient/,
    ],
  ])("%s", async (_, options, signing, message) => {
    await expect(read(respond(options, signing))).rejects.toEqual(refused(message));
  });

  it("without a request, because the provider started it", () => {
    expect(() => requestOf(organizationId, respond({ responseInResponseTo: null }))).toThrow(
      expect.objectContaining({ reason: "not_started_here" }),
    );
  });

  it("whose signed part is for another request than the message around it", async () => {
    const stolen = respond({ requestId: "_stolen", responseInResponseTo: request.id });
    await expect(read(stolen)).rejects.toEqual(refused(/another request|verify/));
  });

  it("whose signed part isn't for any request", async () => {
    const confirmation = `<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData Recipient="${acsUrl}" NotOnOrAfter="${addMinutes(now, 5).toISOString()}"/></saml:SubjectConfirmation>`;
    await expect(read(respond({ confirmation }))).rejects.toEqual(refused(/another request/));
  });

  it("when the provider refuses, with its message", async () => {
    const status = "urn:oasis:names:tc:SAML:2.0:status:Responder";
    await expect(read(respond({ status }))).rejects.toEqual(refused(/Responder/, "provider_refused"));
  });

  it("with several addresses", async () => {
    const attributes =
      '<saml:Attribute Name="email"><saml:AttributeValue>eve@acme.example</saml:AttributeValue></saml:Attribute>';
    await expect(read(respond({ attributes }))).rejects.toEqual(refused(/several values/));
  });

  it.each([
    ["isn't XML", "hello"],
    ["is nothing", ""],
    ["is cut short", encode(idp.xml(right)).slice(0, 400)],
    ["is too long", encode(`<a>${"x".repeat(300_000)}</a>`)],
    ["has a document type", encode(`<!DOCTYPE a [<!ENTITY b "c">]>${idp.xml(right)}`)],
  ])("that %s", async (_, response) => {
    await expect(read(response)).rejects.toMatchObject({ name: "SsoRefusal", reason: "invalid_response" });
  });
});

describe("a signature can't be moved or cut", () => {
  const signedXml = idp.sign(idp.xml(right));
  const evil = assertionXml({
    ...right,
    issuer: idp.entityId,
    nameId: "admin",
    email: "ceo@acme.example",
    assertionId: "_evil",
  });
  const assertion = /<saml:Assertion.*<\/saml:Assertion>/s.exec(signedXml)?.[0] ?? "";

  it.each([
    ["a forged assertion before the signed one", signedXml.replace(assertion, `${evil}${assertion}`)],
    ["a forged assertion after the signed one", signedXml.replace(assertion, `${assertion}${evil}`)],
    [
      "the signed one inside of the forged one",
      signedXml.replace(assertion, evil.replace("</saml:Assertion>", `${assertion}</saml:Assertion>`)),
    ],
    [
      "the signed one in extensions",
      signedXml.replace(assertion, `<samlp:Extensions>${assertion}</samlp:Extensions>${evil}`),
    ],
    [
      "the forged one with the signature and ID of the signed one",
      signedXml.replace(
        assertion,
        evil
          .replace("_evil", "_assertion-_request1")
          .replace(
            "<saml:Subject>",
            `${/<ds:Signature.*<\/ds:Signature>|<Signature.*<\/Signature>/s.exec(assertion)?.[0] ?? "missing"}<saml:Subject>`,
          ),
      ),
    ],
    ["a changed address", signedXml.replace("ada@acme.example", "ceo@acme.example")],
    ["a comment in the NameID", signedXml.replace(">u-1<", ">admin<!-- -->u-1<")],
    ["a processing instruction in the NameID", signedXml.replace(">u-1<", ">u-<?x y?>1<")],
    ["a CDATA section in the NameID", signedXml.replace(">u-1<", "><![CDATA[u-1]]><")],
  ])("%s", async (_, xml) => {
    expect(xml).not.toBe(signedXml);
    await expect(read(encode(xml))).rejects.toMatchObject({ name: "SsoRefusal", reason: "invalid_response" });
  });

  it("a name that the provider signed with a comment in it isn't read at all", async () => {
    const xml = idp.sign(idp.xml({ ...right, nameId: "admin<!-- -->.evil" }));
    await expect(read(encode(xml))).rejects.toEqual(refused(/comments/));
  });
});
