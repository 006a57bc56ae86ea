import { z } from "zod";
import { route } from "@/lib/http";
import { asReader } from "@/lib/keys";
import { parseInput } from "@/lib/parse-input";
import { describeCheck, wouldFit } from "@/lib/usage";

const querySchema = z.strictObject({
  meter: z.string().min(1).max(255),
  amount: z.coerce.number().int().min(1).max(1_000_000_000).default(1),
  organization: z.string().min(1).max(255).optional(),
});

/** Whether so much more would be let through now. A "no" is an answer, not an error. */
export const GET = route((request) => {
  const { meter, amount } = parseInput(querySchema, Object.fromEntries(new URL(request.url).searchParams));
  return asReader(request, "usage:read", async (ctx) =>
    Response.json(describeCheck(amount, await wouldFit(ctx, meter, amount))),
  );
});
