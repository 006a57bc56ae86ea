import "server-only";
import type { SsoProfile, SsoReceived } from "@/db/schema/single-sign-on";
import { wallNow } from "@/lib/clock";
import { withTenant } from "@/lib/context";
import { providerOf } from "../connection/connections";
import { issuerError } from "../oidc/issuer";
import { isVouched, notVouched, readOidcAnswer } from "../oidc/provider";
import { SsoRefusal } from "../refusal";
import { readSamlResponse, requestOf } from "../saml/service-provider";
import { oidcRequestOf } from "./begin-sign-in";
import { recordRefusedSignIn } from "./record-refused";
import { recordAnswer, type SsoRequest, ssoActor, takeRequest } from "./requests";
import { requireUsable } from "./require-usable";

type Read = { profile: SsoProfile; assertionId?: string; attributes: Record<string, string> };

/** The answered request, for the browser to finish. */
export type Answered = { id: string };

/**
 * Takes the response that a SAML identity provider posted. The browser sends no cookies with this request, so the next page finishes it.
 *
 * @throws SsoRefusal for a response that isn't to one of our requests. Any other problem is reported when the request is finished.
 */
export async function answerSaml(organizationId: string, response: string): Promise<Answered> {
  const request = await takeRequest(organizationId, requestOf(organizationId, response));
  return settle(request, async (connection) => {
    const provider = providerOf(connection);
    if (provider.kind !== "saml") throw new SsoRefusal("invalid_response", "The connection doesn't use SAML.");
    return readSamlResponse(provider, request, response, wallNow());
  });
}

/**
 * Takes the response that an OpenID provider sent the browser back with.
 *
 * @param query of the URL, with its question mark.
 * @throws SsoRefusal as `answerSaml` does.
 */
export async function answerOidc(organizationId: string, query: string): Promise<Answered> {
  const state = new URLSearchParams(query).get("state");
  if (!state) throw new SsoRefusal("not_started_here", "The response has no state.");
  const request = await takeRequest(organizationId, state);
  return settle(request, async (connection) => {
    const provider = providerOf(connection);
    if (provider.kind !== "oidc")
      throw new SsoRefusal("invalid_response", "The connection doesn't use OpenID Connect.");
    const shared = issuerError(provider.issuer);
    if (shared) throw new SsoRefusal("invalid_response", shared);
    const { claims, ...read } = await readOidcAnswer(provider, oidcRequestOf(request), query);
    if (isVouched(provider.issuer, claims, read.profile.email)) return read;
    if (request.purpose === "test") throw notVouched();
    // It matters only if the subject is new: see `admit`.
    return { ...read, profile: { ...read.profile, untrustedAddress: true } };
  });
}

type ReadAnswer = (connection: Awaited<ReturnType<typeof requireUsable>>) => Promise<Read>;

/** Reads the response and stores its profile, or why it was refused, until the request is finished. */
async function settle(request: SsoRequest, read: ReadAnswer): Promise<Answered> {
  const { organizationId, id, purpose } = request;
  const opening = { organizationId, actor: ssoActor };
  try {
    const connection = await withTenant(opening, (ctx) => requireUsable(ctx, purpose));
    const { profile, assertionId, attributes } = await read(connection);
    const received: SsoReceived | null = purpose === "test" ? { profile, attributes } : null;
    await withTenant(opening, (ctx) =>
      recordAnswer(ctx, id, { profile, received, ...(assertionId ? { assertionId } : {}) }),
    );
    return { id };
  } catch (error) {
    if (!(error instanceof SsoRefusal)) throw error;
    await withTenant(opening, async (ctx) => {
      await recordAnswer(ctx, id, { received: { problem: error.message, reason: error.reason } });
      await recordRefusedSignIn(ctx, error, { purpose });
    });
    return { id };
  }
}
