import type { Metadata } from "next";
import { RunningHead } from "@/components/brand/running-head";
import { AddOns } from "@/components/marketing/add-ons";
import { ReturnSection, UsageCalculatorSection } from "@/components/marketing/calculators";
import { TestimonialCarousel } from "@/components/marketing/carousel";
import { Closing } from "@/components/marketing/closing";
import { CurrencySwitch } from "@/components/marketing/currency-switch";
import { FaqList } from "@/components/marketing/faq";
import { currencyStyle, InEachCurrency } from "@/components/marketing/in-each-currency";
import { IntervalSwitch } from "@/components/marketing/interval-switch";
import { JsonLd } from "@/components/marketing/json-ld";
import { PlanMatrix } from "@/components/marketing/matrix";
import { PlanCards } from "@/components/marketing/plan-cards";
import { frame, Section, SectionHeading } from "@/components/marketing/section";
import { faqPage, softwareApplication } from "@/components/marketing/structured-data";
import { defaultTrialDays } from "@/components/marketing/trial";
import { catalogOf, currenciesOf } from "@/lib/catalog";

type Props = PageProps<"/site/[product]/pricing">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const catalog = catalogOf((await params).product);
  const { name, annualDiscountPercent } = catalog;
  return {
    title: "Pricing",
    description: `${name} plans and pricing. Try it free for ${defaultTrialDays(catalog)} days, no credit card required. Save ${annualDiscountPercent}% with annual billing.`,
    alternates: { canonical: "/pricing" },
  };
}

export default async function PricingPage({ params }: Props) {
  const catalog = catalogOf((await params).product);
  const currencies = currenciesOf(catalog);
  const several = currencies.length > 1;
  return (
    <div className="group/interval">
      <JsonLd data={softwareApplication(catalog)} />
      <JsonLd data={faqPage(catalog)} />
      {several && <style>{currencyStyle(catalog)}</style>}
      <section aria-labelledby="pricing" className="pt-14 pb-20 sm:pt-20 sm:pb-28">
        <div className={frame}>
          <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[1fr_auto] lg:items-end">
            <div className="grid gap-5">
              <RunningHead number={1}>Plans</RunningHead>
              <h1 id="pricing" className="max-w-[13ch] text-display">
                Simple pricing for every team
              </h1>
              <p className="max-w-xl text-pretty text-lg text-muted-foreground leading-relaxed">
                Start with a {defaultTrialDays(catalog)}-day free trial, no credit card required. Change plans or cancel
                at any time.
              </p>
            </div>
            <div className="flex flex-wrap gap-3">
              {several && <CurrencySwitch currencies={currencies} />}
              <IntervalSwitch catalog={catalog} />
            </div>
          </div>
          <div className="mt-12">
            <h2 className="sr-only">Plans</h2>
            <InEachCurrency catalog={catalog}>
              {(sold) => (
                <>
                  <PlanCards catalog={sold} chosenCurrency={several ? sold.currency : undefined} />
                  <AddOns catalog={sold} />
                </>
              )}
            </InEachCurrency>
          </div>
        </div>
      </section>
      <UsageCalculatorSection catalog={catalog} />
      <ReturnSection catalog={catalog} />
      <TestimonialCarousel catalog={catalog} />
      <Section id="compare" aria-labelledby="matrix">
        <SectionHeading id="matrix" number={5} name="Plans in detail" title="Compare plans" />
        <div className="mt-10">
          <InEachCurrency catalog={catalog}>
            {(sold) => <PlanMatrix catalog={sold} chosenCurrency={several ? sold.currency : undefined} />}
          </InEachCurrency>
        </div>
      </Section>
      <Section id="faq" band aria-labelledby="questions">
        <div className="grid gap-x-16 gap-y-10 lg:grid-cols-[1fr_1.8fr]">
          <div className="grid content-start gap-5">
            <RunningHead number={6}>Questions</RunningHead>
            <h2 id="questions" className="text-heading">
              Frequently asked questions
            </h2>
          </div>
          <FaqList faqs={catalog.copy.faqs} />
        </div>
      </Section>
      <Closing catalog={catalog} />
    </div>
  );
}
