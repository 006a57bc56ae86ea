import { z } from "zod";

const name = z.string().min(1).max(255);
const organization = name.optional();

/** Asks for a feature, or for an amount of a meter. Platform keys name the organization. */
export const checkSchema = z.union(
  [
    z.strictObject({ feature: name, organization }),
    z.strictObject({ meter: name, amount: z.int().min(1).max(1_000_000_000).default(1), organization }),
  ],
  { error: 'either {"feature": …} or {"meter": …, "amount": …}' },
);

export type CheckInput = z.infer<typeof checkSchema>;
