import type { Catalog } from "@/lib/catalog";

/** What is stored, why and for how long; true of the software as it ships. */
export function privacyPolicy(catalog: Catalog) {
  const { name } = catalog;
  const { legalName, address, email } = catalog.copy.company;
  return {
    updated: "Nov 30, 2026",
    lead: `What ${name} collects, why, how long we keep it, and the choices you have. We don't show ads, use third-party trackers, or sell data.`,
    clauses: [
      {
        title: "Who is responsible",
        paragraphs: [
          `${legalName}, ${address}, ${email}. For the data your organization enters into ${name}, your organization is the controller and we're the processor.`,
        ],
      },
      {
        title: "What we collect",
        paragraphs: [
          "Your account: name, email address, a one-way hash of your password, the organizations you belong to, and your role in each.",
          "Your sessions: when you signed in, and the IP address and browser you used, so that you can review and end sessions.",
          "Your organization's billing data: plan, subscription, usage against plan limits, and invoices. Stripe stores your payment details; we only see the card brand, last four digits, and expiration date.",
          "An activity log: administrative actions, who took them, and when. The log can't be edited, but anything it says about you beyond an ID is erased with your account.",
          "Your content: the data your organization enters belongs to your organization. We access it only when you ask us to.",
        ],
      },
      {
        title: "Why we collect it",
        paragraphs: [
          "To provide the service and bill for it (performance of a contract), to keep it secure and fix problems (legitimate interest), and to meet our tax and accounting obligations (legal obligation).",
        ],
      },
      {
        title: "Cookies",
        paragraphs: [
          "Our cookies keep you signed in and remember that you've used this browser before, which organization you opened last, and the currency you chose to see prices in. Your choice of light or dark theme is stored in your browser. That's all: no analytics or advertising cookies, and these pages load nothing from third-party servers.",
          "We count visits to our public pages without cookies, using a hash of IP address and browser that is deleted after two days.",
        ],
      },
      {
        title: "Who we share data with",
        paragraphs: [
          "Stripe, which processes payments, our hosting provider, and our email delivery provider. Each is contractually bound to use the data only on our behalf. No one else, unless the law requires it.",
        ],
      },
      {
        title: "How long we keep it",
        paragraphs: [
          "Accounts and your organization's content: until you delete them, and up to 30 more days in backups. Invoices: as long as tax law requires, up to 11 years. IP addresses and browsers of sign-ins: one year. Emails we sent you: 180 days. Usage records: 13 months. The activity log: 7 years, and one year after an organization is deleted.",
        ],
      },
      {
        title: "How we protect it",
        paragraphs: [
          "Connections are encrypted. The database isolates each organization's rows. Passwords are hashed with Argon2id. Our staff can access a customer's account only for a stated reason and a limited time, and every support session is logged and visible to you.",
        ],
      },
      {
        title: "Your rights",
        paragraphs: [
          `You can download your data and delete your account in the settings. You can also ask us for a copy of your data, ask us to correct or delete it, and object to its use. Email ${email}; we reply within 30 days. You can also file a complaint with your local data protection authority.`,
        ],
      },
      {
        title: "Changes to this policy",
        paragraphs: ["We'll email you before any material change takes effect."],
      },
    ],
  };
}
