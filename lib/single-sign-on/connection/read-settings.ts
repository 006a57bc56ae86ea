import "server-only";
import { invalidInput } from "@/lib/errors";
import { localAddressesAllowed, sendOutgoing, urlError } from "@/lib/outgoing";
import type { ConnectionInput } from "../input";
import { issuerError } from "../oidc/issuer";
import { discover } from "../oidc/provider";
import { SsoRefusal } from "../refusal";
import { maxMetadataCharacters, readProviderMetadata } from "../saml/metadata";

/** The entered settings as they're stored, except that the client secret isn't encrypted yet. */
export type ReadSettings =
  | { kind: "saml"; issuer: string; signOnUrl: string; certificates: string[] }
  | { kind: "oidc"; issuer: string; clientId: string; clientSecret: string };

/**
 * Reads what the settings point to: the metadata (from its URL, if a URL was entered) or the issuer's configuration. Calls the
 * provider, so it must not run in a transaction.
 *
 * @throws GatehouseError `invalid_input` on the field `metadata`, `issuer` or `clientId`.
 */
export async function readSettings(input: ConnectionInput, organizationId: string): Promise<ReadSettings> {
  if (input.kind === "saml") return readSaml(input.metadata);
  const problem = issuerError(input.issuer) ?? urlError(input.issuer, localAddressesAllowed());
  if (problem) throw fieldError("issuer", problem);
  const { clientId, clientSecret } = input;
  const configuration = await discover({ organizationId, issuer: input.issuer, clientId, clientSecret }).catch(
    (error: unknown) => {
      if (error instanceof SsoRefusal) throw fieldError("issuer", error.message);
      throw error;
    },
  );
  return { kind: "oidc", issuer: configuration.serverMetadata().issuer, clientId, clientSecret };
}

async function readSaml(given: string): Promise<ReadSettings> {
  try {
    const xml = /^https?:\/\//i.test(given) ? await fetchMetadata(given) : given;
    const { entityId, signOnUrl, certificates } = readProviderMetadata(xml);
    return { kind: "saml", issuer: entityId, signOnUrl, certificates };
  } catch (error) {
    throw fieldError("metadata", error instanceof Error ? error.message : "The metadata can't be read.");
  }
}

async function fetchMetadata(url: string): Promise<string> {
  const { status, body } = await sendOutgoing(url, {
    method: "GET",
    headers: { accept: "application/samlmetadata+xml, application/xml;q=0.9, */*;q=0.1" },
    maxBytes: maxMetadataCharacters,
    refuseLonger: true,
  });
  if (status !== 200) throw new Error(`The metadata URL returned status ${status}.`);
  return body;
}

const fieldError = (field: string, message: string) => invalidInput(message, { errors: [{ field, message }] });
