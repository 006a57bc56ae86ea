import type { Metadata } from "next";
import { Closing } from "@/components/marketing/closing";
import { FaqTeaser } from "@/components/marketing/faq";
import { Hero } from "@/components/marketing/hero";
import { Highlights } from "@/components/marketing/highlights";
import { JsonLd } from "@/components/marketing/json-ld";
import { LedgerSection } from "@/components/marketing/ledger";
import { Personas } from "@/components/marketing/personas";
import { PricingTeaser } from "@/components/marketing/pricing-teaser";
import { Figures, Testimonials } from "@/components/marketing/proof";
import { softwareApplication, webSite } from "@/components/marketing/structured-data";
import { productSite } from "@/components/products/site";
import { catalogOf } from "@/lib/catalog";

export const metadata: Metadata = { alternates: { canonical: "/" } };

export default async function LandingPage({ params }: PageProps<"/site/[product]">) {
  const catalog = catalogOf((await params).product);
  const site = await productSite(catalog.product);
  return (
    <>
      <JsonLd data={webSite(catalog)} />
      <JsonLd data={softwareApplication(catalog)} />
      <Hero catalog={catalog} scene={site.hero} />
      <Figures catalog={catalog} />
      <Personas catalog={catalog} scenes={site.personas} />
      <Highlights catalog={catalog} />
      <LedgerSection catalog={catalog} />
      <Testimonials catalog={catalog} />
      <PricingTeaser catalog={catalog} />
      <FaqTeaser catalog={catalog} />
      <Closing catalog={catalog} />
    </>
  );
}
