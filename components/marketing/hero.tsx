import { Arches } from "@/components/brand/arches";
import type { Scene } from "@/components/products/site/types";
import type { Catalog } from "@/lib/catalog";
import { cn } from "@/lib/cn";
import { Cta } from "./cta";
import { ArrowIcon } from "./icons";
import { trialHref } from "./links";
import { SceneView } from "./scene";
import { frame } from "./section";
import { defaultTrialDays } from "./trial";

/** The promise, and the product itself in front of its gates. */
export function Hero({ catalog, scene }: { catalog: Catalog; scene: Scene }) {
  const { hero } = catalog.copy;
  return (
    <section className="relative overflow-hidden">
      <div className={cn(frame, "relative pt-14 sm:pt-20")}>
        <p className="running-head text-muted-foreground">{hero.eyebrow}</p>
        <h1 className="mt-6 max-w-[22ch] text-balance text-display">{hero.title}</h1>
        <div className="mt-8 grid gap-x-16 gap-y-8 lg:grid-cols-[1.25fr_1fr] lg:items-end">
          <p className="max-w-xl text-pretty text-lg text-muted-foreground leading-relaxed sm:text-xl sm:leading-relaxed">
            {hero.lead}
          </p>
          <div className="flex flex-wrap gap-3 lg:justify-end">
            <Cta href={trialHref(catalog.trial.defaultPlan)} size="lg" className="max-sm:w-full">
              Start free trial
            </Cta>
            <Cta href="/pricing" size="lg" variant="outline" className="max-sm:w-full">
              See plans and pricing
              <ArrowIcon />
            </Cta>
          </div>
        </div>
        <ul className="mt-8 flex flex-wrap gap-x-7 gap-y-2 text-muted-foreground text-sm">
          {[`${defaultTrialDays(catalog)}-day free trial`, ...hero.proof].map((proof) => (
            <li key={proof} className="tick">
              {proof}
            </li>
          ))}
        </ul>
      </div>
      <div className="relative mt-12 sm:mt-16">
        <Arches
          open={13}
          of={24}
          scroll
          className="absolute bottom-0 left-1/2 w-[120rem] max-w-none -translate-x-1/2 text-muted-foreground/60"
        />
        <div className={cn(frame, "relative pb-16 sm:pb-28")}>
          <SceneView scene={scene} className="mx-auto max-w-[66rem]" />
        </div>
      </div>
    </section>
  );
}
