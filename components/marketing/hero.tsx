import { buttonVariants } from "@/components/ui/button-variants";
import type { Catalog } from "@/lib/catalog";
import { cn } from "@/lib/cn";
import { ArrowIcon } from "./icons";
import { trialHref } from "./links";
import { Screenshot } from "./screenshot";
import { frame } from "./section";
import { defaultTrialDays } from "./trial";

export function Hero({ catalog }: { catalog: Catalog }) {
  const { hero } = catalog.copy;
  return (
    <section className="relative overflow-hidden">
      <div aria-hidden className="ruled absolute inset-0" />
      <div className={cn(frame, "relative pt-16 sm:pt-24")}>
        <p className="font-medium text-brand text-sm">{hero.eyebrow}</p>
        <h1 className="mt-5 max-w-[21.5ch] text-pretty text-display">{hero.title}</h1>
        <div className="mt-7 grid gap-x-16 gap-y-8 lg:grid-cols-[1.25fr_1fr] lg:items-end">
          <p className="max-w-xl text-pretty text-lg text-muted-foreground leading-relaxed sm:text-xl sm:leading-relaxed">
            {hero.lead}
          </p>
          <div className="flex flex-wrap gap-3 lg:justify-end">
            <a
              href={trialHref(catalog.trial.defaultPlan)}
              className={cn(buttonVariants({ size: "lg" }), "max-sm:w-full")}
            >
              Start free trial
            </a>
            <a href="/pricing" className={cn(buttonVariants({ size: "lg", variant: "outline" }), "max-sm:w-full")}>
              See plans and pricing
              <ArrowIcon />
            </a>
          </div>
        </div>
        <ul className="mt-9 flex flex-wrap gap-x-7 gap-y-2 text-muted-foreground text-sm">
          {[`${defaultTrialDays(catalog)}-day free trial`, ...hero.proof].map((proof) => (
            <li key={proof} className="tick">
              {proof}
            </li>
          ))}
        </ul>
        {hero.picture ? (
          <div className="relative -mb-8 mt-12 max-sm:-mr-5 sm:-mb-16 sm:mt-14">
            <Screenshot picture={hero.picture} alt={`The ${catalog.name} dashboard`} />
          </div>
        ) : (
          <div className="pb-16 sm:pb-24" />
        )}
      </div>
    </section>
  );
}
