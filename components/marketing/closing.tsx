import { buttonVariants } from "@/components/ui/button-variants";
import type { Catalog } from "@/lib/catalog";
import { cn } from "@/lib/cn";
import { trialHref } from "./links";
import { Section } from "./section";
import { defaultTrialDays } from "./trial";

/** The call to action at the end of a page. */
export function Closing({ catalog }: { catalog: Catalog }) {
  return (
    <Section aria-labelledby="closing" className="relative overflow-hidden">
      <div aria-hidden className="ruled absolute inset-0 rotate-180" />
      <div className="relative flex flex-wrap items-end justify-between gap-x-12 gap-y-8">
        <div className="grid gap-4">
          <h2 id="closing" className="max-w-[18ch] text-heading">
            See it with your own data
          </h2>
          <p className="text-lg text-muted-foreground">
            Try {catalog.name} free for {defaultTrialDays(catalog)} days. No credit card required.
          </p>
        </div>
        <a href={trialHref(catalog.trial.defaultPlan)} className={cn(buttonVariants({ size: "lg" }), "max-sm:w-full")}>
          Start free trial
        </a>
      </div>
    </Section>
  );
}
