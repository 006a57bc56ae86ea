import { z } from "zod";

const reason = z.string().trim().min(3, "Enter a reason for the audit log.").max(500);

export const extendTrialSchema = z.strictObject({
  days: z.coerce.number<number>().int().min(1).max(90, "Use at most 90 days at a time."),
  reason,
});
export const suspensionSchema = z.strictObject({ reason });

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** As `organization` in a usage event accepts it. A UUID is rejected: it could be another organization's ID. */
export const requiredExternalIdSchema = z
  .string()
  .trim()
  .min(1, "Enter an ID.")
  .max(255, "Use at most 255 characters.")
  .regex(/^[^\p{Cc}\p{Cs}\p{Cf}]*$/u, "Remove control and invisible characters.")
  .refine((text) => !uuid.test(text), "Use an ID that isn't a UUID: UUIDs are Gatehouse's own organization IDs.");

export const externalIdSchema = z.strictObject({ externalId: requiredExternalIdSchema.nullable() });

export type ExternalIdInput = z.infer<typeof externalIdSchema>;
export type ExtendTrialInput = z.infer<typeof extendTrialSchema>;
export type SuspensionInput = z.infer<typeof suspensionSchema>;
