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
  if (isAddress(hostname)) return null;
  return { id: hostname, origin };
}

/** Whether the host of a parsed URL is an IP address: `URL` writes all forms of IPv4 with dots, and IPv6 in brackets. */
const isAddress = (hostname: string): boolean => /^\d+(\.\d+){3}$/.test(hostname) || hostname.startsWith("[");
