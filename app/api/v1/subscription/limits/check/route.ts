import { route } from "@/lib/http";
import { asReader } from "@/lib/keys";
import { parseInput } from "@/lib/parse-input";
import { describeCheck, limitCheckSchema, wouldFit } from "@/lib/usage";

/** Whether so much more would be let through now. A "no" is an answer, not an error. */
export const GET = route((request) => {
  const { meter, amount } = parseInput(limitCheckSchema, Object.fromEntries(new URL(request.url).searchParams));
  return asReader(request, "usage:read", async (ctx) =>
    Response.json(describeCheck(amount, await wouldFit(ctx, meter, amount))),
  );
});
