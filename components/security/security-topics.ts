import type { Catalog } from "@/lib/catalog";

type Topic = { title: string; points: readonly string[] };

/** What we do to protect customers' data, as SECURITY.md and docs/privacy.md describe it for those who run the service. */
export const securityTopics: readonly Topic[] = [
  {
    title: "Your data is yours alone",
    points: [
      "The database itself separates organizations. Row-level security is forced on every table with customer data, so a bug in a page can't show one organization's rows to another.",
      "Every page and API request is checked for access again, where the data is read. The list of who may call what is reviewed by hand and compared with the code by tests.",
      "You can export your data at any time, even after you cancel. Deleting an organization erases its data, except for invoices that tax law requires us to keep.",
    ],
  },
  {
    title: "Signing in",
    points: [
      "Two-factor authentication with an authenticator app or passkeys. Owners can require it for everyone in their organization, and it's required for our own staff.",
      "New passwords are checked against 50,000 leaked ones. Wrong passwords lock out the address they come from, not the person.",
      "You see every session and recent sign-in, and can end any of them. We email you about a sign-in from a new browser.",
      "Single sign-on with SAML 2.0 or OpenID Connect, and directory sync with SCIM 2.0, on plans that include them.",
    ],
  },
  {
    title: "Payments",
    points: [
      "Stripe processes every payment. Card numbers go from your browser to Stripe and never reach our servers.",
      "No browser can name a price or an amount: prices come from our own catalog, and every change is previewed before it's charged.",
    ],
  },
  {
    title: "Secrets",
    points: [
      "Passwords are hashed with Argon2. Sessions, API keys and emailed links are stored as hashes.",
      "Secrets we need again, such as webhook signing secrets, are encrypted with a key that isn't in the database.",
      "No password, key, token or code is written to a log.",
    ],
  },
  {
    title: "What our staff can do",
    points: [
      "Support staff can view your account as one of your members, with a reason, for a limited time, and read-only by default. They can't touch billing, passwords, keys or members.",
      "You see each of these sessions under Settings. Every action is recorded under both names in an audit log whose rows are sealed, and verified every night.",
    ],
  },
  {
    title: "The site and the API",
    points: [
      "Pages run only their own scripts. There is no advertising, no third-party analytics, and no tracking cookie.",
      "Requests are limited by key, by organization and by network address. Bodies are limited in size, and a malformed request gets a clear error.",
      "Webhooks are signed, and sent only to public HTTPS addresses.",
    ],
  },
];

/** What customers ask about and we can't claim. */
export const notClaimed = ({ name }: Catalog): readonly string[] => [
  `${name} isn't certified (SOC 2, ISO 27001, PCI DSS). Stripe, which handles your card, is.`,
  "No outside firm has tested it yet. Our own security tests attack every endpoint, page and action before each release.",
  "There is no bug bounty. We thank people by name, if they like.",
];
