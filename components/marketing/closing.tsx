import { Arches } from "@/components/brand/arches";
import type { Catalog } from "@/lib/catalog";
import { cn } from "@/lib/cn";
import { Cta } from "./cta";
import { trialHref } from "./links";
import { frame } from "./section";
import { defaultTrialDays } from "./trial";

/** The call to action at the end of a page, before an open gate. Dark in both themes. */
export function Closing({ catalog }: { catalog: Catalog }) {
  return (
    <section aria-labelledby="closing" className="dark relative overflow-hidden border-t bg-background text-foreground">
      <Arches
        open={24}
        of={24}
        className="absolute bottom-0 left-1/2 w-[100rem] max-w-none -translate-x-1/2 text-muted-foreground/60"
      />
      <div
        className={cn(frame, "relative flex flex-wrap items-end justify-between gap-x-12 gap-y-8 pt-20 pb-44 sm:pt-28")}
      >
        <div className="grid gap-4">
          <h2 id="closing" className="max-w-[18ch] text-heading">
            See it with your own data
          </h2>
          <p className="text-lg text-muted-foreground">
            Try {catalog.name} free for {defaultTrialDays(catalog)} days. No credit card required.
          </p>
        </div>
        <Cta href={trialHref(catalog.trial.defaultPlan)} size="lg" className="max-sm:w-full">
          Start free trial
        </Cta>
      </div>
    </section>
  );
}
