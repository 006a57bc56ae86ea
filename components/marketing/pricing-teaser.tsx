import type { Catalog } from "@/lib/catalog";
import { MoreLink } from "./more-link";
import { PlanCards } from "./plan-cards";
import { Section, SectionHeading } from "./section";

export function PricingTeaser({ catalog }: { catalog: Catalog }) {
  return (
    <Section aria-labelledby="pricing-teaser">
      <SectionHeading
        id="pricing-teaser"
        title="One price a month, all of it on this page"
        lead={`No set-up fee and no call with sales. Pay by the year and it costs ${catalog.annualDiscountPercent}% less.`}
      />
      <div className="mt-12 grid gap-8">
        <PlanCards catalog={catalog} compact />
        <MoreLink href="/pricing">Compare every line</MoreLink>
      </div>
    </Section>
  );
}
