import { describe, expect, it } from "vitest";
import { newCertificate } from "@/testing/single-sign-on/certificate";
import { samlIdp } from "@/testing/single-sign-on/saml-provider";
import { certificateFacts } from "./certificates";
import { readProviderMetadata } from "./metadata";

const idp = samlIdp();
const { certificate } = idp.key;

describe("a provider's metadata", () => {
  it("has its entity ID, sign-on URL and signing key", () => {
    expect(readProviderMetadata(idp.metadata())).toEqual({
      entityId: idp.entityId,
      signOnUrl: idp.signOnUrl,
      certificates: [certificate],
    });
  });

  it("can have several certificates during a rotation", () => {
    const next = newCertificate();
    const certificates = [certificate, next.certificate];
    expect(readProviderMetadata(idp.metadata([...certificates, certificate])).certificates).toEqual(certificates);
  });

  it("may be wrapped in a list of one, with comments and line breaks in certificates", () => {
    const broken = certificate.match(/.{1,60}/g)?.join("\n      ") ?? "";
    const entity = idp.metadata([broken]).replace('<?xml version="1.0"?>', "");
    const list = `<?xml version="1.0"?>\n<!-- made by hand -->\n<EntitiesDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata">${entity}</EntitiesDescriptor>`;
    expect(readProviderMetadata(list).certificates).toEqual([certificate]);
  });

  it("is read with an expired certificate, because only the key matters", () => {
    const old = newCertificate({ expires: new Date("2026-02-01T00:00:00Z") });
    expect(readProviderMetadata(idp.metadata([old.certificate])).certificates).toEqual([old.certificate]);
    expect(certificateFacts(old.certificate).expires).toEqual(new Date("2026-02-01T00:00:00Z"));
  });

  const entity = idp.metadata().replace('<?xml version="1.0"?>', "");
  it.each([
    ["text", "hello", "This isn't valid XML."],
    ["another document", "<html/>", "This isn't SAML metadata."],
    ["a document type", `<!DOCTYPE a SYSTEM "file:///etc/passwd">${entity}`, "The XML has a document type. Remove it."],
    [
      "our own metadata",
      entity.replaceAll("IDPSSODescriptor", "SPSSODescriptor"),
      "This isn't the metadata of an identity provider.",
    ],
    ["no certificate", idp.metadata([]), "The metadata has no signing certificate."],
    ["a broken certificate", idp.metadata(["AAAA"]), "We can't read a certificate."],
    [
      "a short key",
      idp.metadata([newCertificate({ bits: 1024 }).certificate]),
      "A certificate's key is shorter than 2048 bits.",
    ],
    [
      "no redirect binding",
      entity.replace("HTTP-Redirect", "HTTP-Artifact"),
      "The provider has no sign-on URL for the HTTP-Redirect binding.",
    ],
    [
      "a script as sign-on URL",
      entity.replaceAll(idp.signOnUrl, "javascript:alert(1)"),
      "The provider's sign-on URL isn't a web address.",
    ],
    ["no entity ID", entity.replace(/entityID="[^"]+"/, ""), "The metadata has no entity ID."],
    [
      "two providers",
      `<EntitiesDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata">${entity}${entity}</EntitiesDescriptor>`,
      "The metadata lists several providers. Paste only your own.",
    ],
    ["far too much", `<a>${"x".repeat(300_000)}</a>`, "The XML is too long."],
  ])("is refused for %s", (_, xml, message) => {
    expect(() => readProviderMetadata(xml)).toThrow(message);
  });
});
