import { expireTrials } from "@/lib/billing";
import type { Catalog } from "@/lib/catalog";
import { withPlatform } from "@/lib/context";
import { product } from "@/lib/products";
import { newOrganization, type SeedOrganization, seeder } from "../organization";
import type { Scenario, Scenarios } from "../scenario";
import { subscribe } from "../subscribe";

/** Three organizations on the plans of any catalog, without data of the product itself. */
export function genericScenarios({ plans, trial }: Catalog): Scenarios {
  const paid = plans.find(({ prices }) => prices.length > 0);
  const [price] = paid?.prices ?? [];
  if (!paid || !price) throw new Error("The catalog has no plan with a price, so no sample customer can buy one.");
  return {
    paying: scenario("Harbor Metalworks", "Dana Whitfield", paid.key, 13, (organization) =>
      subscribe(organization, paid.key, price.interval),
    ),
    trialing: scenario("Northfield Castings", "Priya Raman", trial.defaultPlan, 3),
    expired: scenario("Copper Ridge Tooling", "Tom Aldridge", trial.defaultPlan, trial.days + 5, () =>
      withPlatform({ actor: seeder }, expireTrials),
    ),
  };
}

function scenario(
  name: string,
  ownerName: string,
  plan: string,
  signedUpDaysAgo: number,
  afterSignUp: (organization: SeedOrganization) => Promise<unknown> = async () => undefined,
): Scenario {
  const [firstName = ""] = ownerName.toLowerCase().split(" ");
  const owner = { name: ownerName, email: `${firstName}@${name.toLowerCase().replaceAll(" ", "-")}.example` };
  return {
    owner,
    organization: name,
    async create(password) {
      const profile = Object.fromEntries(product.questions.map(({ key, choices }) => [key, choices[0]?.value ?? ""]));
      const organization = await newOrganization({
        name,
        owner: { ...owner, password },
        plan,
        signedUpDaysAgo,
        profile,
      });
      await afterSignUp(organization);
    },
  };
}
