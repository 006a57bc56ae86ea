import { isIP } from "node:net";

/** Who asks for a passkey, as WebAuthn has it: a domain and the origin of its pages. */
export type RelyingParty = { id: string; origin: string };

/**
 * The relying party of the app. From its public address, never from a request's headers, which a proxy may rewrite and anyone may
 * forge. Null where browsers have no passkeys: under an IP address, and without HTTPS except on localhost.
 */
export function relyingPartyOf(appUrl: string): RelyingParty | null {
  const { protocol, hostname, origin } = new URL(appUrl);
  const isLocal = hostname === "localhost" || hostname.endsWith(".localhost");
  if (protocol !== "https:" && !isLocal) return null;
  if (isIP(hostname) !== 0 || hostname.startsWith("[")) return null;
  return { id: hostname, origin };
}
