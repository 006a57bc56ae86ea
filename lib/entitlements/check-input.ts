import { z } from "zod";

const name = z.string().min(1).max(255);
const organization = name.optional();

/** "Has it the feature?", or "would it be let use so much more of a meter?". A platform key names the organization. */
export const checkSchema = z.union(
  [
    z.strictObject({ feature: name, organization }),
    z.strictObject({ meter: name, amount: z.int().min(1).max(1_000_000_000).default(1), organization }),
  ],
  { error: 'either {"feature": …} or {"meter": …, "amount": …}' },
);

export type CheckInput = z.infer<typeof checkSchema>;
