import { z } from "zod";

const reason = z.string().trim().min(3, "Say why: it stands in the audit log.").max(500);

export const extendTrialSchema = z.strictObject({
  days: z.coerce.number<number>().int().min(1).max(90, "90 days at most, at a time."),
  reason,
});
export const suspensionSchema = z.strictObject({ reason });

export type ExtendTrialInput = z.infer<typeof extendTrialSchema>;
export type SuspensionInput = z.infer<typeof suspensionSchema>;
