/** Issuers whose accounts can belong to anyone, or to many companies. */
const sharedMicrosoft = /^https:\/\/login\.microsoftonline\.com\/(common|organizations|consumers)(\/|$)/;
const google = "https://accounts.google.com";

/** Why an issuer can't be used; undefined if it can. */
export function issuerError(issuer: string): string | undefined {
  if (!URL.canParse(issuer) || !/^https?:$/.test(new URL(issuer).protocol)) return "Enter your issuer's URL.";
  const { search, hash, username } = new URL(issuer);
  if (search || hash || username) return "Remove the query, fragment and user name from the issuer's URL.";
  if (sharedMicrosoft.test(issuer)) return "Use your own tenant's issuer. Its URL contains your tenant ID.";
  return undefined;
}

export type Claims = { email_verified?: unknown; hd?: unknown };

/**
 * Whether we can trust an issuer about an email address. An organization's own provider may leave `email_verified` out, as Microsoft
 * Entra does: the domain is verified by DNS. At Google, anyone can create an account with a company's address; `hd` says that the
 * company manages the account.
 */
export function vouchesFor(issuer: string, { email_verified: verified, hd }: Claims, domain: string): boolean {
  if (verified !== undefined && verified !== true && verified !== "true") return false;
  return issuer === google ? hd === domain : true;
}
