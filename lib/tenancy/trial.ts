import type { Catalog, Plan } from "@/lib/catalog";

const day = 24 * 60 * 60 * 1000;

/** The plan a new organization tries, and until when. An unknown or missing key gives the catalogue's default. */
export function trialOffer(catalog: Catalog, planKey: string | undefined, now: Date): { plan: Plan; endsAt: Date } {
  const plan =
    catalog.plans.find(({ key }) => key === planKey) ??
    catalog.plans.find(({ key }) => key === catalog.trial.defaultPlan);
  if (!plan) throw new Error("the catalogue's default plan is not in the catalogue");
  return { plan, endsAt: new Date(now.getTime() + catalog.trial.days * day) };
}
