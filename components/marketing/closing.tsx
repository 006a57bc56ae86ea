import { buttonVariants } from "@/components/ui/button-variants";
import type { Catalog } from "@/lib/catalog";
import { cn } from "@/lib/cn";
import { trialHref } from "./links";
import { Section } from "./section";

/** The last word of a page. */
export function Closing({ catalog }: { catalog: Catalog }) {
  return (
    <Section aria-labelledby="closing" className="relative overflow-hidden">
      <div aria-hidden className="ruled absolute inset-0 rotate-180" />
      <div className="relative flex flex-wrap items-end justify-between gap-x-12 gap-y-8">
        <div className="grid gap-4">
          <h2 id="closing" className="max-w-[18ch] text-heading">
            See it with your own work in it
          </h2>
          <p className="text-lg text-muted-foreground">
            {catalog.trial.days} days free, no card, and everything you enter is yours to keep.
          </p>
        </div>
        <a href={trialHref(catalog.trial.defaultPlan)} className={cn(buttonVariants({ size: "lg" }), "max-sm:w-full")}>
          Start free trial
        </a>
      </div>
    </Section>
  );
}
