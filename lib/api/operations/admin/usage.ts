import { z } from "zod";
import { currency, instant, limit, maybe, minorUnits } from "../../fields";
import { defineOperations } from "../../operation";
import { acrossAll } from "./admin-read";

const count = z.int();
const organization = {
  organization: z.string(),
  organizationName: z.string(),
  plan: maybe(z.string()),
  mrr: minorUnits,
  currency: maybe(currency),
};
const size = z.coerce.number().int().min(1).max(100);

export const platformUsageOperations = defineOperations({
  listTopOrganizations: {
    ...acrossAll,
    path: "/api/v1/admin/usage/top-organizations",
    summary: "List top organizations",
    description: "The organizations with the most usage of each meter in their current period.",
    query: z.strictObject({ limit: size.default(10) }),
    answer: z.strictObject({
      asOf: instant,
      meters: z.array(
        z.strictObject({
          meter: z.string(),
          name: z.string(),
          kind: z.enum(["counter", "gauge"]),
          unit: z.string(),
          organizations: z.array(z.strictObject({ ...organization, used: count, limit })),
        }),
      ),
    }),
  },
  listLimitViolations: {
    ...acrossAll,
    path: "/api/v1/admin/usage/violations",
    summary: "List limit violations",
    description: "Organizations at or near a limit, which may need a larger plan.",
    query: z.strictObject({ limit: size.default(25) }),
    answer: z.strictObject({
      data: z.array(
        z.strictObject({
          ...organization,
          meter: z.string(),
          name: z.string(),
          used: count,
          limit: count,
          ratio: z.number().meta({ description: "`used` ÷ `limit`." }),
          step: z.enum(["critical", "soft", "hard"]).meta({
            description: "`critical`: 90% of the limit. `soft`: 100%. `hard`: 110%, or the grace period is over.",
          }),
          since: maybe(instant),
        }),
      ),
    }),
  },
});
