import { type Catalog, planName } from "@/lib/catalog";
import { formatPercent } from "@/lib/numbers";
import { trialLengths } from "./trial";

/** The terms, with the trial, discount, limits and company of the catalog. */
export function termsOfService(catalog: Catalog) {
  const { name, thresholds } = catalog;
  const { legalName, address, email } = catalog.copy.company;
  return {
    updated: "Nov 1, 2026",
    lead: `These terms are an agreement between your organization and ${legalName} (“we”) about your use of ${name}. We've kept them in plain language.`,
    clauses: [
      {
        title: "Who we are",
        paragraphs: [
          `${name} is provided by ${legalName}, ${address}. You can contact us at ${email}.`,
          `${name} is a service for businesses. By creating an account, you confirm that you're authorized to act for the organization you name.`,
        ],
      },
      {
        title: "Free trial",
        paragraphs: [
          `Each organization can try the plan it chooses free for ${trialLengths(catalog)}, once. We don't ask for a payment method.`,
          afterTrial(catalog),
        ],
      },
      {
        title: "Plans and prices",
        paragraphs: [
          "The pricing page states what each plan includes and costs. Prices don't include taxes, which we add where required by law.",
          `Annual billing costs ${formatPercent(catalog.annualDiscountPercent / 100)} less than 12 monthly payments. The price you signed up for stays the same while your subscription is active, even if we change the price for new customers.`,
        ],
      },
      {
        title: "Payment",
        paragraphs: [
          "Subscriptions are billed in advance, monthly or annually, and renew automatically until canceled. Stripe processes payments; we never see or store your card number.",
          "If a payment fails, we notify you and retry. After the third failed attempt, your account becomes read-only until the invoice is paid. Nothing is deleted.",
        ],
      },
      {
        title: "Changing and canceling",
        paragraphs: [
          "You can change your plan at any time. Upgrades take effect immediately, and you pay the prorated difference. Downgrades take effect at the end of the billing period.",
          "You can cancel at any time on the billing page. Your subscription then ends at the end of the billing period. We don't refund unused time, unless the law requires it or we failed to provide the service.",
        ],
      },
      {
        title: "Usage limits",
        paragraphs: [
          "Each plan states its limits. Limits on capacity, such as users, can't be exceeded.",
          `For usage that's counted per period, we notify you before you reach the limit. At the limit, a ${thresholds.graceDays}-day grace period starts. During it you can use up to ${formatPercent(thresholds.hard)} of the limit. After that, additional usage is rejected until the next period or an upgrade.`,
        ],
      },
      {
        title: "Your data",
        paragraphs: [
          "You own your data. We use it only to provide the service to you. You can export it at any time, even after you cancel.",
          "When you delete your organization, we erase its data within 30 days, except for records we're legally required to keep, such as invoices.",
        ],
      },
      {
        title: "Acceptable use",
        paragraphs: [
          "Don't use the service to break the law or violate the rights of others, don't try to access other customers' data, and don't overload the service.",
          "If you do, we may suspend your account. We'll tell you why, and you'll still be able to view and pay your invoices.",
        ],
      },
      {
        title: "Availability and support",
        paragraphs: [
          "We work to keep the service available at all times and announce scheduled maintenance two days in advance. Your plan determines the level of support.",
        ],
      },
      {
        title: "Liability",
        paragraphs: [
          "We have unlimited liability for willful misconduct, gross negligence, and personal injury. Otherwise, our total liability is limited to the amount you paid us in the 12 months before the claim arose. We aren't liable for lost profits.",
        ],
      },
      {
        title: "Changes to these terms",
        paragraphs: [
          "We may change these terms for good reason. We'll email you at least 30 days in advance. If you don't agree, you can cancel as of the day the change takes effect, and we'll refund what you've paid for the time after it.",
        ],
      },
      {
        title: "Governing law",
        paragraphs: [
          `These terms are governed by the law of the place where ${legalName} is registered. If a provision is unenforceable, the rest remain in effect.`,
        ],
      },
    ],
  };
}

function afterTrial(catalog: Catalog): string {
  const { fallback } = catalog.trial;
  if (fallback === "read_only") {
    return "If you haven't bought a plan when the trial ends, your account becomes read-only: you can still view and export your data. Buying a plan restores full access.";
  }
  return `If you haven't bought a plan when the trial ends, your account moves to the ${planName(catalog, fallback.plan)} plan.`;
}
