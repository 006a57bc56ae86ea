import { buttonVariants } from "@/components/ui/button-variants";
import {
  type Catalog,
  currentPrice,
  type Interval,
  isFree,
  limitPhrase,
  type Plan,
  plansByRank,
  trialDays,
} from "@/lib/catalog";
import { cn } from "@/lib/cn";
import { formatPrice } from "@/lib/money";
import { trialHref } from "./links";
import { trialsDiffer } from "./trial";

type PlanCardsProps = {
  catalog: Catalog;
  compact?: boolean;
  /** The currency that the trial's link carries, where there is a choice. */
  chosenCurrency?: string | undefined;
};

/** Plans side by side. Within an `IntervalSwitch` group the prices follow the switch; otherwise they are monthly. */
export function PlanCards({ catalog, compact, chosenCurrency }: PlanCardsProps) {
  return (
    <div className="grid gap-4 lg:auto-cols-fr lg:grid-flow-col">
      {plansByRank(catalog).map((plan) => (
        <PlanCard key={plan.key} catalog={catalog} plan={plan} compact={compact} currency={chosenCurrency} />
      ))}
    </div>
  );
}

type PlanCardProps = Pick<PlanCardsProps, "catalog" | "compact"> & { plan: Plan; currency: string | undefined };

function PlanCard({ catalog, plan, compact, currency }: PlanCardProps) {
  const limits = catalog.meters.flatMap((meter) => limitPhrase(catalog, plan, meter.key) ?? []);
  return (
    <article
      className={cn(
        "flex flex-col rounded-xl border bg-card p-6 sm:p-8",
        plan.highlighted ? "border-primary shadow-float ring-1 ring-primary" : "shadow-raised",
      )}
    >
      <div className="flex items-center justify-between gap-3">
        <h3 className="font-semibold text-lg tracking-[-0.015em]">{plan.name}</h3>
        {plan.highlighted && (
          <span className="rounded-sm bg-primary px-2 py-0.5 font-medium text-primary-foreground text-xs">
            Most popular
          </span>
        )}
      </div>
      <p className="mt-1 text-muted-foreground text-sm">{plan.audience}</p>
      <PlanPrice catalog={catalog} plan={plan} />
      <TrialLink
        catalog={catalog}
        plan={plan}
        interval="month"
        currency={currency}
        className="group-has-[[value=year]:checked]/interval:hidden"
      />
      <TrialLink
        catalog={catalog}
        plan={plan}
        interval="year"
        currency={currency}
        className="hidden group-has-[[value=year]:checked]/interval:inline-flex"
      />
      {trialsDiffer(catalog) && (
        <p className="mt-3 text-center text-muted-foreground text-sm">Free for {trialDays(catalog, plan)} days</p>
      )}
      <Points points={limits} className="mt-7 font-medium" />
      {!compact && <Points points={plan.highlights} className="mt-5 border-t pt-5" />}
    </article>
  );
}

type TrialLinkProps = {
  catalog: Catalog;
  plan: Plan;
  interval: Interval;
  currency: string | undefined;
  className: string;
};

/** Carries the chosen interval to sign-up. A link per interval, so that the switch needs no script. */
function TrialLink({ catalog, plan, interval, currency, className }: TrialLinkProps) {
  const look = buttonVariants({ size: "lg", variant: plan.highlighted ? "default" : "outline" });
  return (
    <a href={trialHref(plan.key, interval, currency)} className={cn(look, "mt-6 w-full", className)}>
      {isFree(catalog, plan) ? (
        "Start for free"
      ) : (
        <>
          Start free trial<span className="sr-only"> of {plan.name}</span>
        </>
      )}
    </a>
  );
}

function PlanPrice({ catalog, plan }: { catalog: Catalog; plan: Plan }) {
  const month = currentPrice(catalog, plan, "month");
  const year = currentPrice(catalog, plan, "year");
  const figure = "font-semibold text-[2.75rem] leading-none tabular-nums tracking-[-0.045em]";
  if (!month) return null;
  if (isFree(catalog, plan)) {
    return (
      <div className="mt-6 min-h-[4.5rem]">
        <p className={figure}>{formatPrice({ amount: 0, currency: month.currency })}</p>
        <p className="mt-2 text-muted-foreground text-sm">No card, no end date</p>
      </div>
    );
  }
  return (
    <div className="mt-6 min-h-[4.5rem]">
      <div className="group-has-[[value=year]:checked]/interval:hidden">
        <p className="flex items-baseline gap-1">
          <span className={figure}>{formatPrice({ amount: month.unitAmount, currency: month.currency })}</span>
          <span className="text-muted-foreground text-sm">/month</span>
        </p>
        <p className="mt-2 text-muted-foreground text-sm">Billed monthly</p>
      </div>
      {year && (
        <div className="hidden group-has-[[value=year]:checked]/interval:block">
          <p className="flex items-baseline gap-1">
            <span className={figure}>
              {formatPrice({ amount: Math.round(year.unitAmount / 12), currency: year.currency })}
            </span>
            <span className="text-muted-foreground text-sm">/month</span>
          </p>
          <p className="mt-2 text-muted-foreground text-sm">
            {formatPrice({ amount: year.unitAmount, currency: year.currency })} billed annually
          </p>
        </div>
      )}
    </div>
  );
}

function Points({ points, className }: { points: readonly string[]; className?: string }) {
  return (
    <ul className={cn("grid gap-2.5 text-sm", className)}>
      {points.map((point) => (
        <li key={point} className="tick">
          {point}
        </li>
      ))}
    </ul>
  );
}
