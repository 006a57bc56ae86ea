import { expireTrials } from "@/lib/billing";
import { catalog } from "@/lib/catalog";
import { withPlatform } from "@/lib/context";
import { newCompany, seeder } from "../company";
import type { Scenario } from "../scenario";
import { subscribe } from "../subscribe";

const plan = catalog.trial.defaultPlan;

/** Three organizations for a product that brings no scenarios of its own: one pays, one is on trial, the trial of one has ended. */
export const anyProduct: Record<"paying" | "trialing" | "expired", Scenario> = {
  paying: scenario(
    "Harbor Labs",
    { name: "Grace Lindqvist", email: "grace@harbor-labs.example" },
    40,
    async (company) => {
      await subscribe(company, plan, "month");
    },
  ),
  trialing: scenario("Northfield Group", { name: "Omar Haddad", email: "omar@northfield-group.example" }, 3),
  expired: scenario("Copper Ridge", { name: "Tom Aldridge", email: "tom@copper-ridge.example" }, 60, () =>
    withPlatform({ actor: seeder }, async (ctx) => void (await expireTrials(ctx))),
  ),
};

function scenario(
  organization: string,
  owner: Scenario["owner"],
  signedUpDaysAgo: number,
  goOn: (company: Awaited<ReturnType<typeof newCompany>>) => Promise<void> = async () => undefined,
): Scenario {
  return {
    owner,
    organization,
    async tell(password) {
      const profile = {};
      await goOn(
        await newCompany({ name: organization, owner: { ...owner, password }, plan, signedUpDaysAgo, profile }),
      );
    },
  };
}
