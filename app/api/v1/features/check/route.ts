import { assertSameOrigin } from "@/lib/auth";
import { now } from "@/lib/clock";
import { checkFeature, checkSchema } from "@/lib/entitlements";
import { readJson, route } from "@/lib/http";
import { asReader, bringsPlatformKey, recallPlatformKey } from "@/lib/keys";
import { answerCheck, describeCheck, wouldFit } from "@/lib/usage";

/** Whether the organization has a feature, or would be let use so much more of a meter. A "no" is an answer, not an error. */
export const POST = route(async (request) => {
  assertSameOrigin(request);
  const asked = await readJson(request, checkSchema);
  if (bringsPlatformKey(request)) {
    const key = await recallPlatformKey(request, "features:read");
    return Response.json(await answerCheck({ ...key, now: now() }, asked));
  }
  return asReader(request, "features:read", async (ctx) =>
    Response.json(
      "feature" in asked
        ? await checkFeature(ctx, asked.feature)
        : describeCheck(asked.amount, await wouldFit(ctx, asked.meter, asked.amount)),
    ),
  );
});
