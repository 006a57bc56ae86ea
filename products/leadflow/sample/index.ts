import { asOwner } from "@/seed/organization";
import type { ProductSample } from "@/seed/product-sample";
import { saveAssumptions } from "../domain/save-assumptions";
import { words } from "./words";

/** Small companies with a sales inbox. */
export const sample: ProductSample = {
  words,
  scenarios: {
    paying: {
      organization: "Harborline Travel",
      plan: "team",
      profile: { industry: "travel", companySize: "11-50", mailbox: "shared" },
      usage: { emails_processed: 0.54, ai_responses: 0.38, leads_created: 0.83 },
      addRows: (organization) =>
        asOwner(organization, 10, (ctx) =>
          saveAssumptions(ctx, { minutesPerEmail: 1.5, minutesPerReply: 6, hourlyRate: 38 }),
        ),
    },
    trialing: {
      organization: "Northfield Roofing",
      plan: "solo",
      profile: { industry: "construction", companySize: "2-10", mailbox: "own" },
      usage: { emails_processed: 0.12, ai_responses: 0.09, leads_created: 0.28 },
    },
    expired: {
      organization: "Copper Ridge Realty",
      profile: { industry: "real_estate", companySize: "2-10", mailbox: "forms" },
    },
  },
};
