import { operations, otherMethods, serve } from "@/lib/api";
import { creditsOf, describeCredits } from "@/lib/credits";

export const GET = serve(operations.getCredits, async ({ ctx }) =>
  describeCredits(ctx.organizationId, await creditsOf(ctx)),
);

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
