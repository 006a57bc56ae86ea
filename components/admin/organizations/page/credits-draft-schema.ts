import { z } from "zod";

/** The values of the form for credits, all of them text. */
export const creditsDraftSchema = z.strictObject({
  unit: z.string().min(1, "Choose a meter or money."),
  amount: z
    .string()
    .trim()
    .regex(/^[1-9]\d{0,8}$/, "Enter a whole number above zero."),
  reason: z.string().trim().min(1, "Enter a reason. The customer can see it.").max(200),
  /** They expire when this day begins (UTC). Empty for never. */
  until: z.string().regex(/^(\d{4}-\d\d-\d\d)?$/, "Enter a date, or leave empty."),
});

export type CreditsDraft = z.infer<typeof creditsDraftSchema>;
