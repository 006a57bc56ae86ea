import { z } from "zod";

/** Minutes an admin may act as a customer at a time. */
export const impersonationMinutes = { least: 5, most: 240 } as const;

const { least, most } = impersonationMinutes;

export const impersonateSchema = z.strictObject({
  reason: z.string().trim().min(3, "Say why: it stands in the audit log.").max(500),
  minutes: z.coerce
    .number<number>()
    .int()
    .min(least, `${least} minutes at least.`)
    .max(most, `${most} minutes at most, at a time.`)
    .default(30),
  /** Nothing may be changed, unless asked otherwise. */
  readOnly: z.boolean().default(true),
  /** In which of the person's organizations; the one joined first when it is left out. */
  organization: z.uuid().optional(),
});

export type ImpersonateInput = z.infer<typeof impersonateSchema>;
export type ImpersonateForm = z.input<typeof impersonateSchema>;
