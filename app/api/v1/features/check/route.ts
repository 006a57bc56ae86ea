import { operations, otherMethods, serve } from "@/lib/api";
import { checkFeature } from "@/lib/entitlements";
import { answerCheck, describeCheck, wouldFit } from "@/lib/usage";

export const POST = serve(
  operations.checkEntitlement,
  async ({ ctx, body }) =>
    "feature" in body
      ? checkFeature(ctx, body.feature)
      : describeCheck(body.amount, await wouldFit(ctx, body.meter, body.amount)),
  { byPlatformKey: ({ asked, body }) => answerCheck(asked, body) },
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherMethods("POST");
