import { inflateRawSync } from "node:zlib";
import { SignedXml } from "xml-crypto";
import { addMinutes } from "@/lib/durations";
import { type KeyAndCertificate, newCertificate } from "./certificate";

/** What an identity provider asserts, with every way it can be wrong. */
export type AssertionOptions = {
  requestId: string;
  acsUrl: string;
  audience: string;
  now: Date;
  nameId?: string;
  nameIdFormat?: string;
  email?: string | null;
  name?: string;
  attributes?: string;
  issuer?: string;
  assertionId?: string;
  responseInResponseTo?: string | null;
  destination?: string;
  recipient?: string;
  notBefore?: Date;
  notOnOrAfter?: Date;
  confirmation?: string;
  conditions?: string;
  authnStatement?: string;
  status?: string;
};

export type SigningOptions = {
  /** Which element is signed. */
  what?: "assertion" | "response" | "both" | "nothing";
  key?: KeyAndCertificate;
  signatureAlgorithm?: string;
  digestAlgorithm?: string;
};

export type SamlIdp = ReturnType<typeof samlIdp>;

/** A SAML identity provider in memory. */
export function samlIdp(entityId = "https://idp.example/saml", signOnUrl = "https://idp.example/sign-on") {
  const key = newCertificate();
  return {
    key,
    entityId,
    signOnUrl,
    metadata: (certificates: readonly string[] = [key.certificate]) => metadata(entityId, signOnUrl, certificates),
    /** The posted `SAMLResponse`. */
    respond: (options: AssertionOptions, signing: SigningOptions = {}): string =>
      encode(signed(responseXml({ issuer: entityId, ...options }), { key, ...signing })),
    xml: (options: AssertionOptions): string => responseXml({ issuer: entityId, ...options }),
    sign: (xml: string, signing: SigningOptions = {}): string => signed(xml, { key, ...signing }),
  };
}

export const encode = (xml: string): string => Buffer.from(xml).toString("base64");

/** What a `SAMLRequest` in the URL of a sign-in says. */
export function requestIn(url: string) {
  const message = new URL(url).searchParams.get("SAMLRequest") ?? "";
  const xml = inflateRawSync(Buffer.from(message, "base64")).toString("utf8");
  const attribute = (name: string) => new RegExp(`${name}="([^"]+)"`).exec(xml)?.[1] ?? "";
  const issuer = /<saml:Issuer[^>]*>([^<]+)</.exec(xml)?.[1] ?? "";
  return { xml, requestId: attribute("ID"), acsUrl: attribute("AssertionConsumerServiceURL"), audience: issuer };
}

const metadata = (entityId: string, signOnUrl: string, certificates: readonly string[]) => `<?xml version="1.0"?>
<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" entityID="${entityId}">
  <IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
    ${certificates
      .map(
        (certificate) =>
          `<KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></KeyDescriptor>`,
      )
      .join("\n    ")}
    <SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="${signOnUrl}/post"/>
    <SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="${signOnUrl}"/>
  </IDPSSODescriptor>
</EntityDescriptor>`;

function responseXml(options: AssertionOptions): string {
  const { requestId, acsUrl, now, issuer = "", responseInResponseTo = requestId, destination = acsUrl } = options;
  const { status = "urn:oasis:names:tc:SAML:2.0:status:Success" } = options;
  const answers = responseInResponseTo === null ? "" : ` InResponseTo="${responseInResponseTo}"`;
  return `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_response-${requestId}" Version="2.0" IssueInstant="${now.toISOString()}" Destination="${destination}"${answers}><saml:Issuer>${issuer}</saml:Issuer><samlp:Status><samlp:StatusCode Value="${status}"/></samlp:Status>${assertionXml(options)}</samlp:Response>`;
}

export function assertionXml(options: AssertionOptions): string {
  const { requestId, acsUrl, audience, now, issuer = "", nameId = "u-1", nameIdFormat, recipient = acsUrl } = options;
  const { notBefore = addMinutes(now, -1), notOnOrAfter = addMinutes(now, 5) } = options;
  const times = `NotBefore="${notBefore.toISOString()}" NotOnOrAfter="${notOnOrAfter.toISOString()}"`;
  const format = nameIdFormat ?? "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent";
  const confirmation =
    options.confirmation ??
    `<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData Recipient="${recipient}" InResponseTo="${requestId}" NotOnOrAfter="${notOnOrAfter.toISOString()}"/></saml:SubjectConfirmation>`;
  const conditions =
    options.conditions ??
    `<saml:Conditions ${times}><saml:AudienceRestriction><saml:Audience>${audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>`;
  const authn =
    options.authnStatement ??
    `<saml:AuthnStatement AuthnInstant="${now.toISOString()}"><saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>`;
  return `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="${options.assertionId ?? `_assertion-${requestId}`}" Version="2.0" IssueInstant="${now.toISOString()}"><saml:Issuer>${issuer}</saml:Issuer><saml:Subject><saml:NameID Format="${format}">${nameId}</saml:NameID>${confirmation}</saml:Subject>${conditions}${authn}${attributesXml(options)}</saml:Assertion>`;
}

function attributesXml({ email = "ada@acme.example", name = "Ada Okafor", attributes = "" }: AssertionOptions): string {
  const attribute = (key: string, value: string) =>
    `<saml:Attribute Name="${key}"><saml:AttributeValue>${value}</saml:AttributeValue></saml:Attribute>`;
  return `<saml:AttributeStatement>${email === null ? "" : attribute("email", email)}${attribute("displayName", name)}${attributes}</saml:AttributeStatement>`;
}

const rsaSha256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
const sha256 = "http://www.w3.org/2001/04/xmlenc#sha256";

function signed(xml: string, options: SigningOptions & { key: KeyAndCertificate }): string {
  const { what = "assertion", key, signatureAlgorithm = rsaSha256, digestAlgorithm = sha256 } = options;
  const names = { assertion: ["Assertion"], response: ["Response"], both: ["Assertion", "Response"], nothing: [] };
  return names[what].reduce((text, name) => {
    const element = `//*[local-name(.)='${name}']`;
    const signature = new SignedXml({
      privateKey: key.privateKey,
      signatureAlgorithm,
      canonicalizationAlgorithm: "http://www.w3.org/2001/10/xml-exc-c14n#",
    });
    signature.addReference({
      xpath: element,
      digestAlgorithm,
      transforms: ["http://www.w3.org/2000/09/xmldsig#enveloped-signature", "http://www.w3.org/2001/10/xml-exc-c14n#"],
    });
    signature.computeSignature(text, {
      location: { reference: `${element}/*[local-name(.)='Issuer']`, action: "after" },
    });
    return signature.getSignedXml();
  }, xml);
}
