import { type Catalog, findPlan, type Interval, trialDays } from "@/lib/catalog";
import { addDays, day } from "@/lib/durations";
import { monthsAfter, wholeSeconds } from "@/seed/history/calendar";
import type { CustomerHistory, SoldItem, Step } from "@/seed/history/customer";
import { type Market, marketOf } from "@/seed/history/market";
import { slug } from "@/seed/history/names";

/** What the customer did, and how many days ago. */
type PastStep = { daysAgo: number } & (
  | { buys: string; interval: Interval }
  | { changesTo: string; interval: Interval }
  | { cardFails: true }
  | { pausesForDays: number }
  | { cancels: "now" | "at the end of the period" }
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
const cancels = (daysAgo: number, when: "now" | "at the end of the period" = "now"): PastStep => ({
  daysAgo,
  cancels: when,
});

/** When a customer began that has been billed for so many months, the last time so many days ago. */
const billedFor = (months: number, lastDaysAgo: number, now: Date): number =>
  (now.getTime() - monthsAfter(addDays(now, -lastDaysAgo), -months).getTime()) / day;

const cardFails = (daysAgo: number): PastStep => ({ daysAgo, cardFails: true });
const pauses = (daysAgo: number, pausesForDays: number): PastStep => ({ daysAgo, pausesForDays });

const customer = (
  organization: string,
  owner: string,
  plan: string,
  signedUpDaysAgo: number,
  ...steps: PastStep[]
): Customer => ({ organization, owner, plan, signedUpDaysAgo, steps });

/** Customers that tests and screenshots know by name, and one of each kind that needs a look today. */
const customersAt = (now: Date): Customer[] => [
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
  customer(
    "Cascade Cabinets",
    "Nora Fielding",
    "professional",
    billedFor(7, 4, now) + 9,
    buys(billedFor(7, 4, now), "professional"),
    cardFails(20),
  ),
  customer(
    "Merritt Plastics",
    "Jonas Weaver",
    "professional",
    billedFor(11, 19, now) + 12,
    buys(billedFor(11, 19, now), "professional"),
    cancels(6, "at the end of the period"),
  ),
  customer(
    "Granger Dairy",
    "Alice Granger",
    "starter",
    billedFor(9, 16, now) + 10,
    buys(billedFor(9, 16, now), "starter"),
    pauses(11, 60),
  ),
];

/** The past of these customers, as seen at `now`. */
export function pastCustomers(catalog: Catalog, now: Date): CustomerHistory[] {
  const market = marketOf(catalog, new Date(0));
  return customersAt(now).map((each) => historyOf(catalog, market, each, now));
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
    origin: { referrerHost: "", source: "", medium: "", campaign: "" },
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
  if ("cardFails" in step) return { at, kind: "card", works: false };
  if ("pausesForDays" in step) return { at, kind: "pause", until: addDays(at, step.pausesForDays) };
  const when = step.cancels === "now" ? "now" : "period_end";
  return { at, kind: "cancel", when, reason: "unused", comment: null };
}
