import type { Catalog } from "@/lib/catalog";

/** The terms, from what the catalogue says of trial, discount, limits and the company. */
export function termsOfService(catalog: Catalog) {
  const { name, trial, ladder } = catalog;
  const { legalName, address, email } = catalog.copy.company;
  return {
    updated: "1 November 2026",
    lead: `These terms are the agreement between your organization and ${legalName} about the use of ${name}. We have tried to write them so that they can be read.`,
    clauses: [
      {
        title: "Who we are",
        paragraphs: [
          `${name} is provided by ${legalName}, ${address}. You can reach us at ${email}.`,
          `${name} is sold to businesses. Whoever creates an account confirms that they may act for the organization they name.`,
        ],
      },
      {
        title: "The trial",
        paragraphs: [
          `Each organization may use the plan it chooses for ${trial.days} days without charge, once. We ask for no means of payment.`,
          afterTrial(catalog),
        ],
      },
      {
        title: "Plans and prices",
        paragraphs: [
          "What a plan contains and costs is stated on the pricing page. Prices do not include taxes, which we add where the law requires it.",
          `A subscription paid by the year costs ${catalog.annualDiscountPercent}% less than twelve single months. A price you have bought at stays yours while your subscription runs, also when we sell new subscriptions at another one.`,
        ],
      },
      {
        title: "Payment",
        paragraphs: [
          "Subscriptions are paid in advance, by the month or by the year, and renew until cancelled. Payments are handled by Stripe; we never see or store your card number.",
          "If a payment fails we tell you and try again. After the third failure the account becomes read-only until the invoice is paid. Nothing is deleted for it.",
        ],
      },
      {
        title: "Changing and cancelling",
        paragraphs: [
          "You may change your plan at any time. A larger plan takes effect at once, and you pay the difference for the days that remain; a smaller one takes effect at the end of the period you have paid for.",
          "You may cancel at any time on the billing page. The subscription then ends with the period you have paid for. We do not refund the rest of a period, except where the law gives you that right or we have failed you.",
        ],
      },
      {
        title: "Limits of use",
        paragraphs: [
          "Each plan names what it includes. Capacity such as people or places stops at its limit.",
          `For what is counted by the period we tell you before the limit is reached. At the limit a grace of ${ladder.graceDays} days begins in which use goes on, up to ${Math.round(ladder.hard * 100)}% of the limit; after that, new use is refused until the next period or a larger plan.`,
        ],
      },
      {
        title: "Your data",
        paragraphs: [
          "What you enter is yours. We use it only to provide the service to you, and you can export it at any time, also after cancelling.",
          "When you delete your organization we erase its data within 30 days, except for what the law obliges us to keep, such as invoices.",
        ],
      },
      {
        title: "Fair use",
        paragraphs: [
          "Do not use the service to break the law or the rights of others, do not try to reach data that is not yours, and do not burden it so that others cannot work.",
          "If you do, we may suspend the account. We tell you why, and you may still read your invoices and settle them.",
        ],
      },
      {
        title: "Availability and support",
        paragraphs: [
          "We work to keep the service available at all times and announce planned interruptions two days ahead. Which support you receive depends on your plan.",
        ],
      },
      {
        title: "Liability",
        paragraphs: [
          "We are liable without limit for intent and gross negligence, and for injury to life and health. Beyond that our liability is limited to what you have paid us in the twelve months before the damage arose. We are not liable for lost profit.",
        ],
      },
      {
        title: "Changes of these terms",
        paragraphs: [
          "We may change these terms for good reason and tell you by e-mail at least 30 days before. If you do not agree, you may cancel as of the day the change takes effect, and we refund what you have paid beyond it.",
        ],
      },
      {
        title: "Law",
        paragraphs: [
          `The law of the place where ${legalName} is registered applies. Should one of these clauses be void, the others remain in force.`,
        ],
      },
    ],
  };
}

function afterTrial({ trial, plans }: Catalog): string {
  if (trial.fallback === "read_only") {
    return "When the trial ends and no plan has been bought, the account becomes read-only: your data stays readable and exportable, and buying a plan opens it again.";
  }
  const { plan } = trial.fallback;
  const name = plans.find(({ key }) => key === plan)?.name ?? plan;
  return `When the trial ends and no plan has been bought, the account continues on the plan ${name}.`;
}
