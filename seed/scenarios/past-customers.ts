import type { Interval } from "@/lib/catalog";
import { newOrganization } from "../organization";
import type { Scenario } from "../scenario";
import { Timeline } from "../timeline";

/** What the customer did, and how many days ago. */
type Step = { daysAgo: number } & (
  | { buys: string; interval: Interval }
  | { changesTo: string; interval: Interval }
  | { cancels: true }
);

type Customer = {
  organization: string;
  owner: { name: string; email: string };
  /** The plan on trial. */
  plan: string;
  signedUpDaysAgo: number;
  steps?: readonly Step[];
};

const buys = (daysAgo: number, plan: string, interval: Interval = "month"): Step => ({ daysAgo, buys: plan, interval });
const changesTo = (daysAgo: number, plan: string): Step => ({ daysAgo, changesTo: plan, interval: "month" });
const cancels = (daysAgo: number): Step => ({ daysAgo, cancels: true });

/** A year of customers for the revenue dashboard. They have no product data. */
export const pastCustomers: readonly Scenario[] = [
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

function customer(
  organization: string,
  owner: string,
  plan: string,
  signedUpDaysAgo: number,
  ...steps: Step[]
): Scenario {
  return scenario({
    organization,
    owner: { name: owner, email: address(owner, organization) },
    plan,
    signedUpDaysAgo,
    steps,
  });
}

/** "grace@lakeshore-precision.example" */
function address(person: string, organization: string): string {
  const domain = organization.toLowerCase().replace(/[^a-z]+/g, "-");
  return `${person.split(" ")[0]?.toLowerCase()}@${domain}.example`;
}

function scenario({ organization, owner, plan, signedUpDaysAgo, steps = [] }: Customer): Scenario {
  return {
    owner,
    organization,
    async create(password) {
      const created = await newOrganization({
        name: organization,
        owner: { ...owner, password },
        plan,
        signedUpDaysAgo,
        profile: { industry: "machining", companySize: "51-200", useCase: "planning", costing: "fifo" },
      });
      const [first] = steps;
      if (!first) return;
      const timeline = await Timeline.start(created, organization, first.daysAgo);
      for (const step of steps) await apply(step, timeline);
      await timeline.advanceTo(0);
    },
  };
}

async function apply(step: Step, timeline: Timeline) {
  await timeline.advanceTo(step.daysAgo);
  if ("buys" in step) await timeline.buy(step.buys, step.interval);
  else if ("changesTo" in step) await timeline.changeTo(step.changesTo, step.interval);
  else await timeline.cancel();
}
