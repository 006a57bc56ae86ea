import "server-only";
import { generateServiceProviderMetadata, SAML, ValidateInResponseTo } from "@node-saml/node-saml";
import { minute } from "@/lib/durations";
import { ownAddresses } from "../addresses";
import { SsoRefusal } from "../refusal";
import { pemOf } from "./certificates";
import { checkShape, decodeResponse, type ReadAssertion, readAssertion } from "./response";

export type SamlProvider = {
  organizationId: string;
  issuer: string;
  signOnUrl: string;
  certificates: readonly string[];
};

type Request = { id: string; createdAt: Date };

/** How far off the provider's clock may be, as in `response.ts`. */
const skewMs = minute;
const requestLifetimeMs = 15 * minute;

/** Where to send the browser for a sign-in. The request's id comes back as `InResponseTo`. */
export const samlSignInUrl = (provider: SamlProvider, request: Request): Promise<string> =>
  libraryFor(provider, request).getAuthorizeUrlAsync("", undefined, {});

/** The ID of the request that a posted response claims to be for. Nothing is verified yet. @throws SsoRefusal */
export const requestOf = (organizationId: string, response: string): string =>
  checkShape(decodeResponse(response), ownAddresses(organizationId)).requestId;

/** Verifies a posted response. @throws SsoRefusal */
export async function readSamlResponse(
  provider: SamlProvider,
  request: Request,
  response: string,
  now: Date,
): Promise<ReadAssertion> {
  const { entityId: audience, acsUrl: recipient } = ownAddresses(provider.organizationId);
  const { requestId } = checkShape(decodeResponse(response), { acsUrl: recipient });
  if (requestId !== request.id) throw new SsoRefusal("invalid_response", "The response is for another request.");
  const signed = await signedAssertion(provider, request, response);
  return readAssertion(signed, { issuer: provider.issuer, audience, recipient, requestId, now });
}

/** The signed bytes of the assertion. Nothing else in the response is trusted. */
async function signedAssertion(provider: SamlProvider, request: Request, response: string): Promise<string> {
  try {
    const { profile } = await libraryFor(provider, request).validatePostResponseAsync({ SAMLResponse: response });
    const xml = profile?.getAssertionXml?.();
    if (!xml) throw new Error("The response has no assertion.");
    return xml;
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : "unreadable";
    throw new SsoRefusal("invalid_response", `We can't verify the response: ${message}`, { cause });
  }
}

function libraryFor({ organizationId, issuer, signOnUrl, certificates }: SamlProvider, request: Request): SAML {
  const { entityId, acsUrl } = ownAddresses(organizationId);
  return new SAML({
    issuer: entityId,
    callbackUrl: acsUrl,
    audience: entityId,
    entryPoint: signOnUrl,
    idpIssuer: issuer,
    idpCert: certificates.map(pemOf),
    wantAssertionsSigned: true,
    // Most providers only sign the assertion.
    wantAuthnResponseSigned: false,
    acceptedClockSkewMs: skewMs,
    // Left to the provider: some reject a format or method they don't know.
    identifierFormat: null,
    disableRequestedAuthnContext: true,
    generateUniqueId: () => request.id,
    validateInResponseTo: ValidateInResponseTo.always,
    requestIdExpirationPeriodMs: requestLifetimeMs,
    cacheProvider: onlyRequest(request),
  });
}

/** We store requests as rows, each answered once. The library only needs to know this one. */
const onlyRequest = ({ id, createdAt }: Request) => ({
  saveAsync: async () => null,
  getAsync: async (key: string) => (key === id ? createdAt.toISOString() : null),
  removeAsync: async () => null,
});

/** Our metadata, for the identity provider. */
export function ownMetadata(organizationId: string): string {
  const { entityId, acsUrl } = ownAddresses(organizationId);
  return generateServiceProviderMetadata({ issuer: entityId, callbackUrl: acsUrl, wantAssertionsSigned: true });
}
