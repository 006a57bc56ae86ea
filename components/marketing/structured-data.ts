import { amountOfOne, type Catalog, currentPrice, plansByRank } from "@/lib/catalog";
import { env } from "@/lib/env";
import { minorUnits } from "@/lib/money";

type Data = Record<string, unknown>;

const organization = (catalog: Catalog): Data => ({
  "@type": "Organization",
  name: catalog.copy.company.legalName,
  url: new URL("/", env.APP_URL).href,
  email: catalog.copy.company.email,
});

/** The product and its plan prices as schema.org structured data. */
export function softwareApplication(catalog: Catalog): Data {
  const offers = plansByRank(catalog).flatMap((plan) => {
    const price = currentPrice(catalog, plan, "month");
    if (!price) return [];
    const amount = String(amountOfOne(price) / minorUnits(price.currency));
    return [
      {
        "@type": "Offer",
        name: plan.name,
        description: plan.tagline,
        price: amount,
        priceCurrency: price.currency.toUpperCase(),
        url: new URL("/pricing", env.APP_URL).href,
        availability: "https://schema.org/InStock",
      },
    ];
  });
  return {
    "@type": ["SoftwareApplication", "Product"],
    name: catalog.name,
    description: catalog.copy.description,
    url: new URL("/", env.APP_URL).href,
    image: new URL("/opengraph-image", env.APP_URL).href,
    applicationCategory: "BusinessApplication",
    operatingSystem: "Web",
    brand: { "@type": "Brand", name: catalog.name },
    publisher: organization(catalog),
    offers,
  };
}

/** The site and who runs it. */
export const webSite = (catalog: Catalog): Data => ({
  "@type": "WebSite",
  name: catalog.name,
  url: new URL("/", env.APP_URL).href,
  publisher: organization(catalog),
});

export function faqPage(catalog: Catalog): Data {
  return {
    "@type": "FAQPage",
    mainEntity: catalog.copy.faqs.map(({ question, answer }) => ({
      "@type": "Question",
      name: question,
      acceptedAnswer: { "@type": "Answer", text: answer },
    })),
  };
}

/** Where a page is, from the home page on. The last entry is the page itself. */
export function breadcrumbs(entries: readonly { name: string; path: string }[]): Data {
  return {
    "@type": "BreadcrumbList",
    itemListElement: entries.map(({ name, path }, index) => ({
      "@type": "ListItem",
      position: index + 1,
      name,
      item: new URL(path, env.APP_URL).href,
    })),
  };
}
