import { priceListOf } from "@/lib/billing/estimate/price-list";
import { type Catalog, currenciesOf, isFree, plansByRank } from "@/lib/catalog";
import { ExampleTable } from "./calculator/example-table";
import { ReturnCalculator } from "./calculator/return-calculator";
import { UsageCalculator } from "./calculator/usage-calculator";
import { startingUsage } from "./calculator/usage-examples";
import { HideWithoutScript } from "./hide-without-script";
import { Section, SectionHeading } from "./section";

/** What it costs, rated by the code that invoices. Without script, a table of examples. */
export function UsageCalculatorSection({ catalog }: { catalog: Catalog }) {
  const several = currenciesOf(catalog).length > 1;
  return (
    <Section id="calculator" band aria-labelledby="calculate">
      <SectionHeading
        id="calculate"
        number={2}
        name="Calculator"
        title="Know the price before the invoice"
        lead={`Calculated by the same code that writes your invoice, add-ons and overage included. What you see here is what you'd pay, before tax${several ? `, in ${catalog.currency.toUpperCase()}` : ""}.`}
      />
      <UsageCalculator prices={priceListOf(catalog)} start={startingUsage(catalog)} />
      <HideWithoutScript />
      <ExampleTable catalog={catalog} />
    </Section>
  );
}

/** What it's worth, by assumptions that the visitor can change. */
export function ReturnSection({ catalog }: { catalog: Catalog }) {
  const { returns } = catalog.copy;
  const paid = plansByRank(catalog).filter((plan) => !isFree(catalog, plan));
  if (!returns || paid.length === 0) return null;
  const prices = priceListOf({ ...catalog, plans: paid, addOns: [], meters: [] });
  const startPlan = (paid.find(({ highlighted }) => highlighted) ?? paid[0])?.key ?? "";
  return (
    <Section id="returns" aria-labelledby="return" className="needs-script">
      <SectionHeading id="return" number={3} name="Return" title="What it's worth to you" lead={returns.lead} />
      <ReturnCalculator returns={returns} prices={prices} startPlan={startPlan} />
    </Section>
  );
}
