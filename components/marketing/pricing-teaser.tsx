import type { Catalog } from "@/lib/catalog";
import { MoreLink } from "./more-link";
import { PlanCards } from "./plan-cards";
import { Section, SectionHeading } from "./section";

export function PricingTeaser({ catalog }: { catalog: Catalog }) {
  return (
    <Section aria-labelledby="pricing-teaser">
      <SectionHeading
        id="pricing-teaser"
        title="Simple, transparent pricing"
        lead={`No setup fees and no sales calls. Save ${catalog.annualDiscountPercent}% with annual billing.`}
      />
      <div className="mt-12 grid gap-8">
        <PlanCards catalog={catalog} compact />
        <MoreLink href="/pricing">Compare all features</MoreLink>
      </div>
    </Section>
  );
}
