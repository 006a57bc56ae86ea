import type { Metadata } from "next";
import { Closing } from "@/components/marketing/closing";
import { FaqTeaser } from "@/components/marketing/faq";
import { Hero } from "@/components/marketing/hero";
import { Highlights } from "@/components/marketing/highlights";
import { JsonLd } from "@/components/marketing/json-ld";
import { Personas } from "@/components/marketing/personas";
import { PricingTeaser } from "@/components/marketing/pricing-teaser";
import { Figures, Testimonials } from "@/components/marketing/proof";
import { softwareApplication } from "@/components/marketing/structured-data";
import { catalogOf } from "@/lib/catalog";

export const metadata: Metadata = { alternates: { canonical: "/" } };

export default async function LandingPage({ params }: PageProps<"/site/[product]">) {
  const catalog = catalogOf((await params).product);
  return (
    <>
      <JsonLd data={softwareApplication(catalog)} />
      <Hero catalog={catalog} />
      <Figures catalog={catalog} />
      <Personas catalog={catalog} />
      <Highlights catalog={catalog} />
      <Testimonials catalog={catalog} />
      <PricingTeaser catalog={catalog} />
      <FaqTeaser catalog={catalog} />
      <Closing catalog={catalog} />
    </>
  );
}
