import { type Catalog, findPlan, type Interval, trialDays } from "@/lib/catalog";
import { addDays } from "@/lib/durations";
import { wholeSeconds } from "../history/calendar";
import type { CustomerHistory, SoldItem, Step } from "../history/customer";
import { type Market, marketOf } from "../history/market";
import { slug } from "../history/names";

/** What the customer did, and how many days ago. */
type PastStep = { daysAgo: number } & (
  | { buys: string; interval: Interval }
  | { changesTo: string; interval: Interval }
  | { cancels: true }
);

type Customer = {
  organization: string;
  owner: string;
  /** The plan on trial. */
  plan: string;
  signedUpDaysAgo: number;
  steps: readonly PastStep[];
};

const buys = (daysAgo: number, plan: string, interval: Interval = "month"): PastStep => ({
  daysAgo,
  buys: plan,
  interval,
});
const changesTo = (daysAgo: number, plan: string): PastStep => ({ daysAgo, changesTo: plan, interval: "month" });
const cancels = (daysAgo: number): PastStep => ({ daysAgo, cancels: true });

const customer = (
  organization: string,
  owner: string,
  plan: string,
  signedUpDaysAgo: number,
  ...steps: PastStep[]
): Customer => ({ organization, owner, plan, signedUpDaysAgo, steps });

/** Customers that tests and screenshots know by name. */
const customers: readonly Customer[] = [
  customer(
    "Lakeshore Precision",
    "Grace Okonkwo",
    "starter",
    331,
    buys(320, "starter"),
    changesTo(170, "professional"),
  ),
  customer("Tri-County Fabrication", "Miguel Arroyo", "professional", 292, buys(280, "professional"), cancels(75)),
  customer("Altona Aerospace", "Henrik Vogel", "enterprise", 250, buys(238, "enterprise", "year")),
  customer("Brightwater Pumps", "Ines Carvalho", "professional", 205, buys(196, "professional")),
  customer("Kestrel Composites", "Owen Marsh", "starter", 141, buys(130, "starter")),
  customer("Whitlock Machine Works", "Paul Whitlock", "professional", 101),
  customer("Halvorsen Precision", "Karen Lindqvist", "professional", 84, buys(72, "professional")),
  customer("Delmar Forge", "Ruth Delmar", "starter", 63),
  customer("Beacon Castings", "Denise Okafor", "professional", 40, buys(29, "professional")),
  customer("Brennan Sheet Metal", "Siobhan Brennan", "professional", 12),
  customer("Sierra Tool & Die", "Marco Bellini", "starter", 8),
];

export const pastNames: readonly string[] = customers.map(({ organization }) => organization);

/** The past of these customers, as seen at `now`. */
export function pastCustomers(catalog: Catalog, now: Date): CustomerHistory[] {
  const market = marketOf(catalog, new Date(0));
  return customers.map((each) => historyOf(catalog, market, each, now));
}

function historyOf(catalog: Catalog, market: Market, given: Customer, now: Date): CustomerHistory {
  const { organization, owner, plan, signedUpDaysAgo } = given;
  const daysAgo = (days: number) => wholeSeconds(addDays(now, -days));
  const signedUpAt = daysAgo(signedUpDaysAgo);
  const domain = `${slug(organization)}.example`;
  return {
    key: `past/${slug(organization)}`,
    organization,
    domain,
    country: "US",
    profile: { industry: "machining", companySize: "51-200", useCase: "planning", costing: "fifo" },
    source: { referrer: null, campaign: null },
    signedUpAt,
    verifiedAt: signedUpAt,
    onboardedAt: signedUpAt,
    trial: { plan, interval: null, endsAt: addDays(signedUpAt, trialDays(catalog, findPlan(catalog, plan))) },
    people: [
      { name: owner, email: `${slug(owner.split(" ")[0] ?? owner)}@${domain}`, role: "owner", joinedAt: signedUpAt },
    ],
    steps: given.steps.map((step) => stepOf(catalog, market, step, daysAgo(step.daysAgo))),
    appetite: 0.3,
  };
}

function stepOf(catalog: Catalog, market: Market, step: PastStep, at: Date): Step {
  const items = (plan: string, interval: Interval): SoldItem[] => [
    { price: market.priceOf(findPlan(catalog, plan), interval, catalog.currency, at), quantity: 1 },
  ];
  if ("buys" in step)
    return {
      at,
      kind: "buy",
      items: items(step.buys, step.interval),
      coupon: null,
      collection: "charge_automatically",
    };
  if ("changesTo" in step) return { at, kind: "change", items: items(step.changesTo, step.interval), prorated: true };
  return { at, kind: "cancel", when: "now", reason: "other", comment: null };
}
