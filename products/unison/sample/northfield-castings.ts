import { addSampleData, createPlant } from "@/products/unison/domain";
import { asOwner, newOrganization } from "@/seed/organization";
import type { Scenario } from "@/seed/scenario";

const owner = { name: "Priya Raman", email: "priya@northfield-castings.example" };

/** On day three of a Starter trial, with one plant and the sample data. */
export const northfieldCastings: Scenario = {
  owner,
  organization: "Northfield Castings",
  async create(password) {
    const organization = await newOrganization({
      name: "Northfield Castings",
      owner: { ...owner, password },
      plan: "starter",
      signedUpDaysAgo: 3,
      profile: { industry: "metal_fabrication", companySize: "1-50", useCase: "production", costing: "fifo" },
    });
    const plantId = await asOwner(organization, 3, (ctx) =>
      createPlant(ctx, {
        name: "Northfield foundry",
        location: "Northfield, Minnesota",
        timeZone: "America/Chicago",
      }),
    );
    await asOwner(organization, 1, (ctx) => addSampleData(ctx, { plantId }));
  },
};
