import { readCertificate } from "./certificates";
import { childrenOf, parseXml, textOf } from "./xml";

/** The part of an identity provider's published metadata that we need. */
export type ProviderMetadata = { entityId: string; signOnUrl: string; certificates: string[] };

/** Large providers' metadata is below 30 KB. Federations list thousands of providers in one file, which we don't need. */
export const maxMetadataCharacters = 256 * 1024;

/** A provider has one key, or two during a rotation. */
const maxCertificates = 8;

const redirectBinding = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect";

/**
 * Reads an identity provider's SAML metadata.
 *
 * @throws Error with a message that can be shown.
 */
export function readProviderMetadata(xml: string): ProviderMetadata {
  const root = parseXml(xml.trim(), { maxCharacters: maxMetadataCharacters, strict: false });
  const entity = entityOf(root);
  const entityId = entity.getAttribute("entityID")?.trim();
  if (!entityId) throw new Error("The metadata has no entity ID.");
  const [provider, ...others] = childrenOf(entity, "metadata", "IDPSSODescriptor");
  if (!provider || others.length > 0) throw new Error("This isn't the metadata of an identity provider.");
  return { entityId, signOnUrl: signOnUrlOf(provider), certificates: certificatesOf(provider) };
}

function entityOf(root: Element): Element {
  if (root.localName === "EntityDescriptor") return root;
  const [entity, ...others] = childrenOf(root, "metadata", "EntityDescriptor");
  if (!entity) throw new Error("This isn't SAML metadata.");
  if (others.length > 0) throw new Error("The metadata lists several providers. Paste only your own.");
  return entity;
}

function signOnUrlOf(provider: Element): string {
  const service = childrenOf(provider, "metadata", "SingleSignOnService").find(
    (each) => each.getAttribute("Binding") === redirectBinding,
  );
  const location = service?.getAttribute("Location");
  if (!location) throw new Error("The provider has no sign-on URL for the HTTP-Redirect binding.");
  if (!isWebAddress(location)) throw new Error("The provider's sign-on URL isn't a web address.");
  return location;
}

function certificatesOf(provider: Element): string[] {
  const keys = childrenOf(provider, "metadata", "KeyDescriptor").filter(
    (key) => key.getAttribute("use") !== "encryption",
  );
  const texts = keys.flatMap((key) =>
    Array.from(key.getElementsByTagNameNS("http://www.w3.org/2000/09/xmldsig#", "X509Certificate")).map(textOf),
  );
  const certificates = [...new Set(texts.map(readCertificate))];
  if (certificates.length === 0) throw new Error("The metadata has no signing certificate.");
  if (certificates.length > maxCertificates) throw new Error("The metadata has too many signing certificates.");
  return certificates;
}

const isWebAddress = (url: string) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
