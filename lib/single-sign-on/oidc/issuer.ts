/** Issuers whose accounts belong to anyone, or to many companies at once. */
const sharedMicrosoft = /^https:\/\/login\.microsoftonline\.com\/(common|organizations|consumers)(\/|$)/;
const google = "https://accounts.google.com";

/** Why an issuer can't be used; undefined if it can. */
export function issuerError(issuer: string): string | undefined {
  if (!URL.canParse(issuer) || !/^https?:$/.test(new URL(issuer).protocol)) return "Enter your issuer's URL.";
  const { search, hash, username } = new URL(issuer);
  if (search || hash || username) return "An issuer's URL has no query, fragment or user name.";
  if (sharedMicrosoft.test(issuer)) return "Use the issuer of your own tenant: its URL contains your tenant's ID.";
  return undefined;
}

export type Claims = { email_verified?: unknown; hd?: unknown };

/**
 * Whether an issuer's word counts for an email address. An organization's own provider may leave `email_verified` out, as Microsoft Entra
 * does: the domain is verified by DNS. At Google anyone can have an account with the address of any company; `hd` says that the
 * account is the company's.
 */
export function vouchesFor(issuer: string, { email_verified: verified, hd }: Claims, domain: string): boolean {
  if (verified !== undefined && verified !== true && verified !== "true") return false;
  return issuer === google ? hd === domain : true;
}
