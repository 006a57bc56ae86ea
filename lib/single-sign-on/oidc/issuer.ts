/** Microsoft's hosts, under which each tenant has an issuer. */
const microsoft = ["login.microsoftonline.com", "login.microsoft.com", "login.windows.net", "sts.windows.net"];
/**
 * Instead of a tenant: its accounts can belong to anyone, or to many companies. The ID is the tenant of all personal accounts, and the
 * placeholder is in the metadata of the others.
 */
const sharedTenant =
  /^\/(common|organizations|consumers|9188040d-6c67-4c5b-b112-36a304b66dad|(%7b|\{)tenantid(%7d|\}))(\/|$)/i;
const google = "https://accounts.google.com";

/**
 * Hosts where anyone can have an account, and every account has the same issuer. They say at most that someone once received an email
 * at an address, and people keep the account after they leave the company.
 */
const sharedHosts = [
  "gitlab.com",
  "github.com",
  "token.actions.githubusercontent.com",
  "bitbucket.org",
  "codeberg.org",
  "slack.com",
  "discord.com",
  "login.salesforce.com",
  "test.salesforce.com",
  "appleid.apple.com",
  "account.apple.com",
  "www.facebook.com",
  "limited.facebook.com",
  "www.linkedin.com",
  "login.yahoo.com",
  "api.login.yahoo.com",
  "id.twitch.tv",
  "www.paypal.com",
  "www.paypalobjects.com",
  "login.live.com",
  "access.line.me",
  "kauth.kakao.com",
  "accounts.zoho.com",
  "accounts.zoho.eu",
  "id.atlassian.com",
  "auth.atlassian.com",
  "identity.xero.com",
  "oauth.platform.intuit.com",
  "huggingface.co",
  "orcid.org",
  "oauth.telegram.org",
];

/** Why an issuer can't be used; undefined if it can. */
export function issuerError(issuer: string): string | undefined {
  if (!URL.canParse(issuer) || !/^https?:$/.test(new URL(issuer).protocol)) return "Enter your issuer's URL.";
  const { search, hash, username, pathname } = new URL(issuer);
  const hostname = hostOf(issuer);
  if (search || hash || username) return "Remove the query, fragment and user name from the issuer's URL.";
  if (microsoft.includes(hostname) && sharedTenant.test(pathname)) {
    return "Use your own tenant's issuer. Its URL contains your tenant ID.";
  }
  if (sharedHosts.includes(hostname)) {
    return `Anyone can have an account at ${hostname}, so it can't vouch for your people. Use your company's own identity provider.`;
  }
  return undefined;
}

/** A final dot names the same host. */
const hostOf = (issuer: string): string => new URL(issuer).hostname.replace(/\.$/, "");

export type Claims = { email_verified?: unknown; hd?: unknown };

/**
 * Whether we can trust an issuer about an email address. Any issuer may be the organization's own, but we only know it of some: those
 * don't have to say that an address is verified, because the domain is verified by DNS. All others do. At Google, anyone can create an
 * account with a company's address; `hd` says that the company manages the account.
 */
export function vouchesFor(issuer: string, { email_verified: verified, hd }: Claims, domain: string): boolean {
  if (issuerError(issuer)) return false;
  if (issuer === google && hd !== domain) return false;
  if (verified === undefined) return isOwn(hostOf(issuer), domain);
  return verified === true || verified === "true";
}

/** Where each company has a tenant with a host of its own, which only its people are in. */
const tenantHost = /^[a-z0-9-]+\.(okta|oktapreview|okta-emea|onelogin)\.com$/;
/** OneLogin's hosts for all companies. */
const notTenants = ["openid-connect.onelogin.com", "app.onelogin.com"];

/** A tenant at Microsoft Entra, which never says whether an address is verified; at Google, of which `hd` is enough; or the company's own host. */
function isOwn(host: string, domain: string): boolean {
  if (microsoft.includes(host) || host === new URL(google).hostname) return true;
  if (tenantHost.test(host) && !notTenants.includes(host)) return true;
  return host === domain || host.endsWith(`.${domain}`);
}
