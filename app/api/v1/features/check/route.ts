import { z } from "zod";
import { assertSameOrigin } from "@/lib/auth";
import { checkFeature } from "@/lib/entitlements";
import { readJson, route } from "@/lib/http";
import { asReader } from "@/lib/keys";
import { describeCheck, wouldFit } from "@/lib/usage";

const name = z.string().min(1).max(255);
const organization = name.optional();
const checkSchema = z.union(
  [
    z.strictObject({ feature: name, organization }),
    z.strictObject({ meter: name, amount: z.int().min(1).max(1_000_000_000).default(1), organization }),
  ],
  { error: 'either {"feature": …} or {"meter": …, "amount": …}' },
);

/** Whether the organization has a feature, or would be let use so much more of a meter. A "no" is an answer, not an error. */
export const POST = route(async (request) => {
  assertSameOrigin(request);
  const asked = await readJson(request, checkSchema);
  return asReader(
    request,
    "features:read",
    async (ctx) =>
      Response.json(
        "feature" in asked
          ? await checkFeature(ctx, asked.feature)
          : describeCheck(asked.amount, await wouldFit(ctx, asked.meter, asked.amount)),
      ),
    asked.organization,
  );
});
