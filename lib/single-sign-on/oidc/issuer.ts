/** Microsoft's hosts, under which each tenant has an issuer. */
const microsoft = ["login.microsoftonline.com", "login.microsoft.com", "login.windows.net", "sts.windows.net"];
/**
 * Instead of a tenant: its accounts can belong to anyone, or to many companies. The ID is the tenant of all personal accounts, and the
 * placeholder is in the metadata of the others.
 */
const sharedTenant =
  /^\/(common|organizations|consumers|9188040d-6c67-4c5b-b112-36a304b66dad|(%7b|\{)tenantid(%7d|\}))(\/|$)/i;
const google = "https://accounts.google.com";

/** Why an issuer can't be used; undefined if it can. */
export function issuerError(issuer: string): string | undefined {
  if (!URL.canParse(issuer) || !/^https?:$/.test(new URL(issuer).protocol)) return "Enter your issuer's URL.";
  const { search, hash, username, hostname, pathname } = new URL(issuer);
  if (search || hash || username) return "Remove the query, fragment and user name from the issuer's URL.";
  if (microsoft.includes(hostname) && sharedTenant.test(pathname)) {
    return "Use your own tenant's issuer. Its URL contains your tenant ID.";
  }
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
