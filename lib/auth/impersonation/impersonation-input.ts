import { z } from "zod";
import { impersonationMinutes } from "./impersonation-minutes";

const { min, max } = impersonationMinutes;

export const impersonateSchema = z.strictObject({
  reason: z.string().trim().min(3, "Enter a reason. The customer can see it.").max(500),
  minutes: z.coerce
    .number<number>()
    .int()
    .min(min, `Use at least ${min} minutes.`)
    .max(max, `Use at most ${max} minutes.`)
    .default(30),
  /** View only unless asked otherwise. */
  readOnly: z.boolean().default(true),
  /** Which of the person's organizations; by default the one they joined first. */
  organization: z.uuid().optional(),
});

export type ImpersonateInput = z.infer<typeof impersonateSchema>;
export type ImpersonateForm = z.input<typeof impersonateSchema>;
