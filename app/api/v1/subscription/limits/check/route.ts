import { operations, otherMethods, serve } from "@/lib/api";
import { describeCheck, wouldFit } from "@/lib/usage";

export const GET = serve(operations.checkLimit, async ({ ctx, query: { meter, amount } }) =>
  describeCheck(amount, await wouldFit(ctx, meter, amount)),
);

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
