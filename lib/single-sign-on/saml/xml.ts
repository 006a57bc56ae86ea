import { DOMParser } from "@xmldom/xmldom";

export const namespaces = {
  assertion: "urn:oasis:names:tc:SAML:2.0:assertion",
  metadata: "urn:oasis:names:tc:SAML:2.0:metadata",
  protocol: "urn:oasis:names:tc:SAML:2.0:protocol",
  signature: "http://www.w3.org/2000/09/xmldsig#",
} as const;

type Namespace = keyof typeof namespaces;

/**
 * Parses XML without a document type, so without entities. With `strict`, comments and anything else that parsers treat differently are
 * refused: a comment in a name would hide part of it from some of them.
 *
 * @param maxCharacters limits the work.
 * @throws Error with a message that can be shown.
 */
export function parseXml(xml: string, { maxCharacters, strict }: { maxCharacters: number; strict: boolean }): Element {
  if (xml.length > maxCharacters) throw new Error("The XML is too long.");
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) throw new Error("The XML has a document type. Remove it.");
  if (strict && (xml.includes("<!") || /<\?(?!xml )/.test(xml))) {
    throw new Error("The XML has comments or processing instructions.");
  }
  const refuse = () => {
    throw new Error("This isn't valid XML.");
  };
  const document = new DOMParser({
    errorHandler: { warning: () => undefined, error: refuse, fatalError: refuse },
  }).parseFromString(xml, "text/xml");
  // Empty text has no root, even if the type says otherwise.
  const root: Element | null | undefined = document?.documentElement;
  if (!root) throw new Error("This isn't valid XML.");
  return root;
}

/** Child elements with a name. */
export function childrenOf(element: Element, namespace: Namespace, name: string): Element[] {
  return Array.from(element.childNodes).filter(
    (node): node is Element =>
      isElement(node) && node.localName === name && node.namespaceURI === namespaces[namespace],
  );
}

/** All elements below with a name, whatever their namespace. */
export const allNamed = (element: Element, name: string): Element[] =>
  Array.from(element.getElementsByTagNameNS("*", name));

/** All elements below, the element itself first. */
export const allElements = (element: Element): Element[] => [
  element,
  ...Array.from(element.getElementsByTagNameNS("*", "*")),
];

/** The only child with a name. @throws Error if there is none or more than one. */
export function onlyChild(element: Element, namespace: Namespace, name: string): Element {
  const [first, ...others] = childrenOf(element, namespace, name);
  if (!first || others.length > 0) throw new Error(`Expected one ${name} in ${element.localName}.`);
  return first;
}

export const textOf = (element: Element): string => (element.textContent ?? "").trim();

const isElement = (node: Node): node is Element => node.nodeType === 1;
