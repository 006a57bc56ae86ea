import { priceListOf } from "@/lib/billing/estimate/price-list";
import type { Catalog } from "@/lib/catalog";
import { PriceSlider } from "./calculator/price-slider";
import { startingUsage } from "./calculator/usage-examples";
import { HideWithoutScript } from "./hide-without-script";
import { MoreLink } from "./more-link";
import { PlanCards } from "./plan-cards";
import { Section, SectionHeading } from "./section";

/** A slider for what the product is sized by, its first meter, above the plans. Without script, the plans say it all. */
export function PricingTeaser({ catalog }: { catalog: Catalog }) {
  const [meter] = catalog.meters;
  return (
    <Section aria-labelledby="pricing-teaser">
      <SectionHeading
        id="pricing-teaser"
        number={5}
        name="Pricing"
        title="Simple, transparent pricing"
        lead={`No setup fees and no sales calls. Save ${catalog.annualDiscountPercent}% with annual billing.`}
      />
      <div className="mt-12 grid gap-4">
        <HideWithoutScript />
        {meter && (
          <PriceSlider prices={priceListOf(catalog)} meter={meter} start={startingUsage(catalog)[meter.key] ?? 0} />
        )}
        <PlanCards catalog={catalog} compact />
        <div className="mt-4 flex flex-wrap gap-x-8 gap-y-2">
          <MoreLink href="/pricing#calculator">Calculate your price</MoreLink>
          <MoreLink href="/pricing#compare">Compare all features</MoreLink>
        </div>
      </div>
    </Section>
  );
}
