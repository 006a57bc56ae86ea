import { type Catalog, findPlan, longestTrial, plansByRank, trialDays } from "@/lib/catalog";

/** The length of the trial that "Start free trial" starts, in days. */
export const defaultTrialDays = (catalog: Catalog): number =>
  trialDays(catalog, findPlan(catalog, catalog.trial.defaultPlan));

/** `14 days`, or by plan where they differ: `14 days (Starter) or 30 days (Enterprise)`. */
export function trialLengths(catalog: Catalog): string {
  const plans = plansByRank(catalog);
  if (plans.every((plan) => trialDays(catalog, plan) === longestTrial(catalog))) return `${longestTrial(catalog)} days`;
  return new Intl.ListFormat("en-US", { type: "disjunction" }).format(
    plans.map((plan) => `${trialDays(catalog, plan)} days (${plan.name})`),
  );
}

/** Whether plans have trials of different lengths, so that each has to state its own. */
export const trialsDiffer = (catalog: Catalog): boolean =>
  catalog.plans.some((plan) => trialDays(catalog, plan) !== longestTrial(catalog));
