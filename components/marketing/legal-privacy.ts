import type { Catalog } from "@/lib/catalog";

/** What is stored, why and for how long; true of the software as it is delivered. */
export function privacyPolicy(catalog: Catalog) {
  const { name } = catalog;
  const { legalName, address, email } = catalog.copy.company;
  return {
    updated: "1 November 2026",
    lead: `What ${name} stores about you, why, for how long, and what you can ask of us. No advertising, no tracking by others, no sale of data.`,
    clauses: [
      {
        title: "Who is responsible",
        paragraphs: [
          `${legalName}, ${address}, ${email}. For what your organization enters into ${name}, your organization is the controller and we process it on its behalf.`,
        ],
      },
      {
        title: "What we store",
        paragraphs: [
          "Your account: name, e-mail address, a hash of your password that cannot be turned back, the organizations you belong to and your role in them.",
          "Your sessions: when you signed in, from which address and with which browser, so that you can see them and end them.",
          "Your organization's business with us: plan, subscription, use of what the plan limits, and invoices. Cards and bank details are held by Stripe; we only know the kind of card, its last four digits and when it expires.",
          "What happened: administrative acts are written to a log that nobody can change, with who did them and when.",
          "What your organization enters: it belongs to your organization, and we look at it only when you ask us to.",
        ],
      },
      {
        title: "Why we store it",
        paragraphs: [
          "To provide the service you asked for and to be paid for it (performance of a contract); to keep it safe and to find faults (legitimate interest); and to meet our duties in tax and accounting (legal obligation).",
        ],
      },
      {
        title: "Cookies",
        paragraphs: [
          "We set a cookie when you sign in, which keeps you signed in, and one that protects forms against misuse. Your choice of light or dark is kept in your browser. That is all: no analytics and no advertising cookies, and these pages load nothing from other companies' servers.",
        ],
      },
      {
        title: "Who receives data",
        paragraphs: [
          "Stripe, which handles payments; the company that hosts our servers; and the one that delivers our e-mail. Each is bound by contract to use the data only for us. Nobody else, unless the law compels us.",
        ],
      },
      {
        title: "How long we keep it",
        paragraphs: [
          "Accounts and what your organization enters: until you delete them, and then up to 30 days in backups. Invoices: as long as tax law demands. Sessions that have ended: 30 days. Records of use: 13 months. The log of what was done to an organization, and by whom: for good, as proof.",
        ],
      },
      {
        title: "How we protect it",
        paragraphs: [
          "Connections are encrypted. The database itself keeps each organization's rows apart. Passwords are hashed with Argon2id. Our own staff reach a customer's account only for a stated reason and a limited time, and every such visit is logged and shown.",
        ],
      },
      {
        title: "Your rights",
        paragraphs: [
          `You may ask what we store about you, have it corrected, deleted or handed to you in a common format, and object to its use. Write to ${email}; we answer within 30 days. You may also complain to the authority for data protection where you live.`,
        ],
      },
      {
        title: "Changes",
        paragraphs: ["When this policy changes in substance we tell you by e-mail before it takes effect."],
      },
    ],
  };
}
