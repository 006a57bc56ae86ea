import { newCompany } from "../company";
import type { Scenario } from "../scenario";
import { subscribe } from "../subscribe";

type Customer = {
  organization: string;
  owner: { name: string; email: string };
  plan: string;
  signedUpDaysAgo: number;
  /** Bought at the end of the trial; still on it when missing. */
  bought?: "month" | "year";
};

/** Customers of whom the platform admin's pages tell, and nothing else. */
export const customers: readonly Scenario[] = [
  customer({
    organization: "Altona Aerospace",
    owner: { name: "Henrik Vogel", email: "henrik@altona-aerospace.example" },
    plan: "enterprise",
    signedUpDaysAgo: 12,
    bought: "year",
  }),
  customer({
    organization: "Lakeshore Precision",
    owner: { name: "Grace Okonkwo", email: "grace@lakeshore-precision.example" },
    plan: "starter",
    signedUpDaysAgo: 9,
    bought: "month",
  }),
  customer({
    organization: "Brennan Sheet Metal",
    owner: { name: "Siobhan Brennan", email: "siobhan@brennan-sheet-metal.example" },
    plan: "professional",
    signedUpDaysAgo: 12,
  }),
  customer({
    organization: "Sierra Tool & Die",
    owner: { name: "Marco Bellini", email: "marco@sierra-tool-die.example" },
    plan: "starter",
    signedUpDaysAgo: 8,
  }),
];

function customer({ organization, owner, plan, signedUpDaysAgo, bought }: Customer): Scenario {
  return {
    owner,
    organization,
    async tell(password) {
      const company = await newCompany({
        name: organization,
        owner: { ...owner, password },
        plan,
        signedUpDaysAgo,
        profile: { industry: "machining", companySize: "51-200", useCase: "planning", costing: "fifo" },
      });
      if (bought) await subscribe(company, plan, bought);
    },
  };
}
