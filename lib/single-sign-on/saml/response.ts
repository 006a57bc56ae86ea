import type { SsoProfile } from "@/db/schema/single-sign-on";
import { addMinutes } from "@/lib/durations";
import { SsoRefusal } from "../refusal";
import { allElements, allNamed, childrenOf, namespaces, onlyChild, parseXml, textOf } from "./xml";

/** A response with a large group list is about 100 KB. */
export const maxResponseCharacters = 192 * 1024;

/** How far off the provider's clock may be, in minutes. */
const skewMinutes = 1;

/** SHA-256 or better. In particular neither SHA-1 nor HMAC, whose key would be a public certificate. */
const allowedAlgorithms: ReadonlySet<string> = new Set([
  "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
  "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384",
  "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512",
  "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1",
  "http://www.w3.org/2001/04/xmlenc#sha256",
  "http://www.w3.org/2001/04/xmldsig-more#sha384",
  "http://www.w3.org/2001/04/xmlenc#sha512",
]);

const successStatus = "urn:oasis:names:tc:SAML:2.0:status:Success";
const bearer = "urn:oasis:names:tc:SAML:2.0:cm:bearer";
const transientNameId = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient";

/** The XML of a posted `SAMLResponse`. @throws SsoRefusal */
export function decodeResponse(base64: string): string {
  const xml = Buffer.from(base64, "base64").toString("utf8");
  if (!xml.trimStart().startsWith("<")) throw invalid("The response isn't XML.");
  return xml;
}

/**
 * Checks the shape of a response before trusting anything in it: one assertion in its place, no repeated ID, and only strong
 * algorithms. This leaves nothing that a signature could be wrapped around.
 *
 * @returns the ID of the request it responds to.
 * @throws SsoRefusal
 */
export function checkShape(xml: string, { acsUrl }: { acsUrl: string }): { requestId: string } {
  const response = refusing(() => parseXml(xml, { maxCharacters: maxResponseCharacters, strict: true }));
  if (response.localName !== "Response" || response.namespaceURI !== namespaces.protocol) {
    throw invalid("The message isn't a SAML response.");
  }
  const destination = response.getAttribute("Destination");
  if (destination && destination !== acsUrl) throw invalid(`The response is for ${destination}.`);
  const requestId = response.getAttribute("InResponseTo");
  if (!requestId)
    throw new SsoRefusal("not_started_here", "The response isn't for a request (InResponseTo is missing).");
  checkStatus(response);
  if (allNamed(response, "EncryptedAssertion").length > 0) {
    throw invalid(
      "The assertion is encrypted. Turn that off at the identity provider. The connection is already encrypted.",
    );
  }
  const [assertion, ...others] = allNamed(response, "Assertion");
  if (!assertion) throw invalid("The response has no assertion.");
  if (others.length > 0 || !childrenOf(response, "assertion", "Assertion").includes(assertion)) {
    throw invalid("The response has more than one assertion.");
  }
  checkIds(response);
  checkAlgorithms(response);
  return { requestId };
}

function checkStatus(response: Element): void {
  const [status] = childrenOf(response, "protocol", "Status");
  const [code] = status ? childrenOf(status, "protocol", "StatusCode") : [];
  const value = code?.getAttribute("Value");
  if (value === successStatus) return;
  const [message] = status ? childrenOf(status, "protocol", "StatusMessage") : [];
  const [detail] = code ? childrenOf(code, "protocol", "StatusCode") : [];
  const words = message ? textOf(message) : (detail?.getAttribute("Value") ?? value ?? "no status");
  throw new SsoRefusal("provider_refused", `The identity provider returned: ${words.slice(0, 200)}`);
}

function checkIds(response: Element): void {
  const ids = allElements(response).flatMap((element) =>
    Array.from(element.attributes).flatMap(({ localName, value }) => (/^id$/i.test(localName) ? [value] : [])),
  );
  if (new Set(ids).size !== ids.length) throw invalid("Two elements have the same ID.");
}

function checkAlgorithms(response: Element): void {
  const used = [...allNamed(response, "SignatureMethod"), ...allNamed(response, "DigestMethod")];
  for (const element of used) {
    const algorithm = element.getAttribute("Algorithm") ?? "none";
    if (!allowedAlgorithms.has(algorithm)) {
      throw invalid(`The signature uses ${algorithm}. Use SHA-256 at the identity provider.`);
    }
  }
}

export type Expected = { issuer: string; audience: string; recipient: string; requestId: string; now: Date };
export type ReadAssertion = { profile: SsoProfile; assertionId: string; attributes: Record<string, string> };

/**
 * Reads an assertion with a verified signature from the bytes that were signed, and checks that it is for us, valid now, and the
 * response to our request.
 *
 * @throws SsoRefusal
 */
export function readAssertion(signedXml: string, expected: Expected): ReadAssertion {
  return refusing(() => {
    const assertion = parseXml(signedXml, { maxCharacters: maxResponseCharacters, strict: true });
    if (assertion.localName !== "Assertion" || assertion.namespaceURI !== namespaces.assertion) {
      throw invalid("The signed element isn't an assertion.");
    }
    const assertionId = assertion.getAttribute("ID");
    if (!assertionId) throw invalid("The assertion has no ID.");
    const issuer = textOf(onlyChild(assertion, "assertion", "Issuer"));
    if (issuer !== expected.issuer) throw invalid(`The assertion was issued by ${issuer}.`);
    checkConditions(onlyChild(assertion, "assertion", "Conditions"), expected);
    const subject = onlyChild(assertion, "assertion", "Subject");
    checkConfirmation(subject, expected);
    if (childrenOf(assertion, "assertion", "AuthnStatement").length === 0) {
      throw invalid("The assertion doesn't say that someone signed in.");
    }
    const attributes = attributesOf(assertion);
    const nameId = onlyChild(subject, "assertion", "NameID");
    return { profile: profileOf(issuer, nameId, attributes), assertionId, attributes: shown(nameId, attributes) };
  });
}

function checkConditions(conditions: Element, { audience, now }: Expected): void {
  checkTimes(conditions, now);
  const restrictions = childrenOf(conditions, "assertion", "AudienceRestriction");
  if (restrictions.length === 0) throw invalid("The assertion names no audience.");
  for (const restriction of restrictions) {
    const audiences = childrenOf(restriction, "assertion", "Audience").map(textOf);
    if (!audiences.includes(audience)) throw invalid(`The assertion is for ${audiences.join(", ") || "no audience"}.`);
  }
}

function checkConfirmation(subject: Element, { recipient, requestId, now }: Expected): void {
  const confirmations = childrenOf(subject, "assertion", "SubjectConfirmation").filter(
    (each) => each.getAttribute("Method") === bearer,
  );
  const problems = confirmations.map((confirmation) => {
    const data = onlyChild(confirmation, "assertion", "SubjectConfirmationData");
    if (data.getAttribute("Recipient") !== recipient) return `The assertion is for ${data.getAttribute("Recipient")}.`;
    if (data.getAttribute("InResponseTo") !== requestId) return "The assertion is for another request.";
    if (!data.getAttribute("NotOnOrAfter")) return "The assertion's confirmation doesn't expire.";
    checkTimes(data, now);
    return undefined;
  });
  if (problems.length === 0) throw invalid("The assertion has no bearer confirmation.");
  const [first] = problems;
  if (problems.every((problem) => problem !== undefined)) throw invalid(first ?? "");
}

function checkTimes(element: Element, now: Date): void {
  const [from, until] = [momentOf(element, "NotBefore"), momentOf(element, "NotOnOrAfter")];
  if (from && now < addMinutes(from, -skewMinutes))
    throw invalid(`The assertion isn't valid before ${from.toISOString()}.`);
  if (until && now >= addMinutes(until, skewMinutes)) throw invalid(`The assertion expired at ${until.toISOString()}.`);
}

function momentOf(element: Element, name: string): Date | undefined {
  const text = element.getAttribute(name);
  if (!text) return undefined;
  const moment = new Date(text);
  if (Number.isNaN(moment.getTime())) throw invalid(`${name} isn't a time.`);
  return moment;
}

type Attributes = ReadonlyMap<string, readonly string[]>;

function attributesOf(assertion: Element): Attributes {
  const found = new Map<string, string[]>();
  for (const statement of childrenOf(assertion, "assertion", "AttributeStatement")) {
    for (const attribute of childrenOf(statement, "assertion", "Attribute")) {
      const name = attribute.getAttribute("Name") ?? "";
      const values = childrenOf(attribute, "assertion", "AttributeValue").map(textOf);
      found.set(name, [...(found.get(name) ?? []), ...values]);
    }
  }
  return found;
}

const claims = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims";
const emailNames = ["email", "mail", "emailAddress", `${claims}/emailaddress`, "urn:oid:0.9.2342.19200300.100.1.3"];
const nameNames = [
  "displayName",
  "name",
  "http://schemas.microsoft.com/identity/claims/displayname",
  "urn:oid:2.16.840.1.113730.3.1.241",
];
const givenNames = ["firstName", "givenName", `${claims}/givenname`, "urn:oid:2.5.4.42"];
const familyNames = ["lastName", "surname", "sn", `${claims}/surname`, "urn:oid:2.5.4.4"];

function profileOf(issuer: string, nameId: Element, attributes: Attributes): SsoProfile {
  const subject = textOf(nameId);
  const format = nameId.getAttribute("Format") ?? "";
  if (!subject) throw invalid("The assertion's NameID is empty.");
  if (format === transientNameId) {
    throw invalid("The NameID is transient, so it can't identify anyone. Choose persistent or email address.");
  }
  const email = firstOf(attributes, emailNames) ?? (looksLikeEmail(subject) ? subject : null);
  const parts = [firstOf(attributes, givenNames), firstOf(attributes, familyNames)].filter(Boolean).join(" ");
  return { issuer, subject, email, name: firstOf(attributes, nameNames) ?? (parts || null) };
}

/** An attribute with several values is ambiguous. */
function firstOf(attributes: Attributes, names: readonly string[]): string | undefined {
  for (const name of names) {
    const values = new Set((attributes.get(name) ?? []).filter(Boolean));
    if (values.size === 1) return [...values][0];
    if (values.size > 1) throw invalid(`The attribute ${name} has several values.`);
  }
  return undefined;
}

const looksLikeEmail = (text: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);

function shown(nameId: Element, attributes: Attributes): Record<string, string> {
  const rows = [...attributes].slice(0, 30).map(([name, values]) => [name, values.join(", ").slice(0, 300)] as const);
  return {
    NameID: textOf(nameId),
    "NameID format": nameId.getAttribute("Format") ?? "none",
    ...Object.fromEntries(rows),
  };
}

const invalid = (message: string, cause?: unknown) =>
  new SsoRefusal("invalid_response", message, cause === undefined ? undefined : { cause });

function refusing<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof SsoRefusal) throw error;
    throw invalid(error instanceof Error ? error.message : "The response can't be read.", error);
  }
}
