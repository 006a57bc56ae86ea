import { Arches } from "@/components/brand/arches";
import {
  amountOfOne,
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
import { Cta } from "./cta";
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
    <div className="grid gap-4 md:auto-cols-fr md:grid-flow-col">
      {plansByRank(catalog).map((plan, index, { length }) => (
        <PlanCard
          key={plan.key}
          catalog={catalog}
          plan={plan}
          compact={compact}
          currency={chosenCurrency}
          open={gatesOpen(index, length)}
        />
      ))}
    </div>
  );
}

const gates = 5;

/** From one gate on the smallest plan to all of them on the largest. */
const gatesOpen = (index: number, plans: number): number =>
  plans === 1 ? gates : Math.round(1 + ((gates - 1) * index) / (plans - 1));

type PlanCardProps = Pick<PlanCardsProps, "catalog" | "compact"> & {
  plan: Plan;
  currency: string | undefined;
  open: number;
};

function PlanCard({ catalog, plan, compact, currency, open }: PlanCardProps) {
  const limits = catalog.meters.flatMap((meter) => limitPhrase(catalog, plan, meter.key) ?? []);
  return (
    <article
      className={cn(
        "flex flex-col rounded-xl border bg-card p-6 md:p-5 lg:p-8",
        plan.highlighted ? "border-foreground shadow-float ring-1 ring-foreground" : "shadow-raised",
      )}
    >
      <Arches open={open} of={gates} className="mb-5 h-9 w-fit" />
      <div className="flex items-center justify-between gap-3">
        <h3 className="font-medium text-xl tracking-[-0.02em]">{plan.name}</h3>
        {plan.highlighted && (
          <span className="whitespace-nowrap rounded-sm bg-foreground px-2 py-0.5 font-medium text-background text-xs md:max-lg:hidden">
            Most popular
          </span>
        )}
      </div>
      <p className="mt-1 text-muted-foreground text-sm md:max-lg:min-h-15 lg:min-h-10">{plan.audience}</p>
      <PlanPrice catalog={catalog} plan={plan} monthly={compact} />
      <TrialLink
        catalog={catalog}
        plan={plan}
        interval="month"
        currency={currency}
        className="group-has-[[value=year]:checked]/interval:hidden"
      />
      {!compact && (
        <TrialLink
          catalog={catalog}
          plan={plan}
          interval="year"
          currency={currency}
          className="not-group-has-[[value=year]:checked]/interval:hidden"
        />
      )}
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
  return (
    <Cta
      href={trialHref(plan.key, interval, currency)}
      size="lg"
      className={cn("mt-6 w-full", className)}
      {...(plan.highlighted ? {} : { variant: "outline" as const })}
    >
      {isFree(catalog, plan) ? (
        "Start for free"
      ) : (
        <>
          Start free trial<span className="sr-only"> of {plan.name}</span>
        </>
      )}
    </Cta>
  );
}

type PlanPriceProps = {
  catalog: Catalog;
  plan: Plan;
  /** Whether the monthly price is all there is to choose. */
  monthly?: boolean | undefined;
};

function PlanPrice({ catalog, plan, monthly }: PlanPriceProps) {
  const month = currentPrice(catalog, plan, "month");
  const year = monthly ? undefined : currentPrice(catalog, plan, "year");
  const figure = "figures font-medium text-[2.75rem] leading-none tracking-[-0.06em]";
  // As high as the tallest of them, so that the switch moves nothing.
  const room = cn("mt-6", monthly ? "min-h-[4.5rem]" : "min-h-[6rem]");
  if (!month) return null;
  const seat = catalog.meters.find(({ key }) => key === plan.perSeat?.meter)?.unit.one;
  const perMonth = seat ? `/${seat}/month` : "/month";
  if (isFree(catalog, plan)) {
    return (
      <div className={room}>
        <p className={figure}>{formatPrice({ amount: 0, currency: month.currency })}</p>
        <p className="mt-2 text-muted-foreground text-sm">No card, no end date</p>
      </div>
    );
  }
  return (
    <div className={room}>
      <div className="group-has-[[value=year]:checked]/interval:hidden">
        <p className="flex items-baseline gap-1">
          <span className={figure}>{formatPrice({ amount: amountOfOne(month), currency: month.currency })}</span>
          <span className="text-muted-foreground text-sm">{perMonth}</span>
        </p>
        <p className="mt-2 text-muted-foreground text-sm">
          Billed monthly
          {year && (
            <span className="block">
              {formatPrice({ amount: amountOfOne(month) * 12 - amountOfOne(year), currency: year.currency })} less per
              year with annual billing
            </span>
          )}
        </p>
      </div>
      {year && (
        <div className="hidden group-has-[[value=year]:checked]/interval:block">
          <p className="flex items-baseline gap-1">
            <span className={figure}>
              {formatPrice({ amount: Math.round(amountOfOne(year) / 12), currency: year.currency })}
            </span>
            <span className="text-muted-foreground text-sm">{perMonth}</span>
          </p>
          <p className="mt-2 text-muted-foreground text-sm">
            {formatPrice({ amount: amountOfOne(year), currency: year.currency })} billed annually
            <span className="block text-success-ink">
              Save {formatPrice({ amount: amountOfOne(month) * 12 - amountOfOne(year), currency: year.currency })} a
              year
            </span>
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
