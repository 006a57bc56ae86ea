import { type Catalog, currenciesOf, currentPrice, type Interval, isFree, type Plan, trialDays } from "@/lib/catalog";
import { addDays } from "@/lib/durations";

/** The plan of a new organization's trial, and its end. An unknown or missing key gives the catalog's default, and so does a free plan, which needs no trial. */
export function trialOffer(catalog: Catalog, planKey: string | undefined, now: Date): { plan: Plan; endsAt: Date } {
  const plan =
    catalog.plans.find((sold) => sold.key === planKey && !isFree(catalog, sold)) ??
    catalog.plans.find(({ key }) => key === catalog.trial.defaultPlan);
  if (!plan) throw new Error("the catalog's default plan is not in the catalog");
  return { plan, endsAt: addDays(now, trialDays(catalog, plan)) };
}

/** The currency chosen on the pricing page, if it is sold in it. The catalog's own needs no choice. */
export const chosenCurrency = (catalog: Catalog, asked: string | undefined): string | null =>
  currenciesOf(catalog)
    .slice(1)
    .find((currency) => currency === asked) ?? null;

/** The interval chosen on the pricing page, if the plan is sold at it. Anything else, which an edited link may hold, is none. */
export function chosenInterval(catalog: Catalog, plan: Plan, asked: string | undefined): Interval | null {
  if (asked !== "month" && asked !== "year") return null;
  return currentPrice(catalog, plan, asked) ? asked : null;
}
