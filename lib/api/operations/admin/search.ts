import { z } from "zod";
import { organizationStatuses, roleNames } from "@/db/schema";
import { currency, instant, maybe, minorUnits } from "../../fields";
import { defineOperations } from "../../operation";
import { acrossAll, searchText } from "./admin-read";

const organization = z.strictObject({ id: z.string(), name: z.string() });

export const searchOperations = defineOperations({
  searchPlatform: {
    ...acrossAll,
    path: "/api/v1/admin/search",
    summary: "Search",
    description: "The best matches among organizations, members and invoices, up to six each.",
    query: z.strictObject({
      text: searchText.min(2).meta({
        description:
          "Part of an organization's name, domain, external ID or Stripe ID; part of a member's name or email; or an invoice's full number or Stripe ID.",
      }),
    }),
    answer: z.strictObject({
      organizations: z.array(
        z.strictObject({
          ...organization.shape,
          domain: maybe(z.string()),
          plan: z.string().meta({ description: "Its name." }),
          status: z.enum(organizationStatuses),
          suspendedAt: maybe(instant),
          mrr: minorUnits,
          currency: maybe(currency),
        }),
      ),
      people: z.array(
        z.strictObject({
          id: z.string(),
          name: maybe(z.string()),
          email: z.string(),
          role: z.enum(roleNames),
          organization,
        }),
      ),
      invoices: z.array(
        z.strictObject({
          id: z.string(),
          number: maybe(z.string()),
          status: z.enum(["draft", "open", "paid", "uncollectible", "void"]),
          total: minorUnits,
          currency,
          createdAt: instant,
          organization,
        }),
      ),
    }),
  },
});
