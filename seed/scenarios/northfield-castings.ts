import { addSampleData, createPlant } from "@/products/unison/domain";
import { asOwner, newCompany } from "../company";
import type { Scenario } from "../scenario";

const owner = { name: "Priya Raman", email: "priya@northfield-castings.example" };

/** On the third day of a Starter trial, with one plant and the sample data. */
export const northfieldCastings: Scenario = {
  owner,
  organization: "Northfield Castings",
  async tell(password) {
    const company = await newCompany({
      name: "Northfield Castings",
      owner: { ...owner, password },
      plan: "starter",
      signedUpDaysAgo: 3,
      profile: { industry: "metal_fabrication", companySize: "1-50", useCase: "production", costing: "fifo" },
    });
    const plantId = await asOwner(company, 3, (ctx) =>
      createPlant(ctx, {
        name: "Northfield foundry",
        location: "Northfield, Minnesota",
        timeZone: "America/Chicago",
      }),
    );
    await asOwner(company, 1, (ctx) => addSampleData(ctx, { plantId }));
  },
};
