import { expireTrials } from "@/lib/billing";
import { withPlatform } from "@/lib/context";
import { addSampleData, createPlant } from "@/products/unison/domain";
import { asOwner, newOrganization, seeder } from "@/seed/organization";
import type { Scenario } from "@/seed/scenario";

const owner = { name: "Tom Aldridge", email: "tom@copper-ridge-tooling.example" };

/** Its trial ended five days ago without a purchase, so everything is read-only. */
export const copperRidgeTooling: Scenario = {
  owner,
  organization: "Copper Ridge Tooling",
  async create(password) {
    const organization = await newOrganization({
      name: "Copper Ridge Tooling",
      owner: { ...owner, password },
      plan: "professional",
      signedUpDaysAgo: 19,
      profile: { industry: "machining", companySize: "51-200", useCase: "quality", costing: "average" },
    });
    await asOwner(organization, 18, async (ctx) => {
      const plantId = await createPlant(ctx, {
        name: "Tool shop",
        location: "Butte, Montana",
        timeZone: "America/Denver",
      });
      await addSampleData(ctx, { plantId });
    });
    await withPlatform({ actor: seeder }, expireTrials);
  },
};
