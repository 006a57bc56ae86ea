import { type Catalog, currentPrice, plansByRank } from "@/lib/catalog";
import { minorUnits } from "@/lib/money";

/** The product and its plan prices as schema.org structured data. */
export function softwareApplication(catalog: Catalog): Record<string, unknown> {
  return {
    "@type": "SoftwareApplication",
    name: catalog.name,
    description: catalog.copy.description,
    applicationCategory: "BusinessApplication",
    operatingSystem: "Web",
    publisher: { "@type": "Organization", name: catalog.copy.company.legalName },
    offers: plansByRank(catalog).flatMap((plan) => {
      const price = currentPrice(catalog, plan, "month");
      if (!price) return [];
      const amount = String(price.unitAmount / minorUnits(price.currency));
      return [{ "@type": "Offer", name: plan.name, price: amount, priceCurrency: price.currency.toUpperCase() }];
    }),
  };
}

export function faqPage(catalog: Catalog): Record<string, unknown> {
  return {
    "@type": "FAQPage",
    mainEntity: catalog.copy.faqs.map(({ question, answer }) => ({
      "@type": "Question",
      name: question,
      acceptedAnswer: { "@type": "Answer", text: answer },
    })),
  };
}
