import { z } from "zod";
import { renameSchema } from "@/lib/tenancy/input";

const reason = z.string().trim().min(3, "Enter a reason for the audit log.").max(500);

export const extendTrialSchema = z.strictObject({
  days: z.coerce.number<number>().int().min(1).max(90, "Use at most 90 days at a time."),
  reason,
});
export const reasonSchema = z.strictObject({ reason });

/** The longest trial Stripe allows (docs.stripe.com/billing/subscriptions/trials). */
export const longestTrialDays = 730;

export const setTrialSchema = z.strictObject({
  /** From the trial's start. */
  days: z.coerce.number<number>().int().min(1).max(longestTrialDays, `Use at most ${longestTrialDays} days.`),
  plan: z.string().min(1, "Choose a plan.").max(100),
  reason,
});

/** How many days a deletion can still be called off. */
export const deletionDays = { min: 1, max: 30, usual: 14 } as const;

export const scheduleDeletionSchema = z.strictObject({
  days: z.coerce.number<number>().int().min(deletionDays.min).max(deletionDays.max),
  /** Typed to confirm. */
  name: z.string().max(200),
  reason,
});

/** Line breaks are fine. PostgreSQL can't store NUL or lone surrogates. */
export const noteSchema = z.strictObject({
  text: z
    .string()
    .trim()
    .min(1, "Enter a note.")
    .max(5_000, "Use at most 5,000 characters.")
    .regex(/^(?:[^\p{Cc}\p{Cs}]|[\t\n\r])*$/u, "Remove control characters."),
  pinned: z.boolean(),
});
export const noteIdSchema = z.strictObject({ noteId: z.uuid() });
export const pinNoteSchema = noteIdSchema.extend({ pinned: z.boolean() });
export const emailIdSchema = z.strictObject({ emailId: z.uuid() });
export const endSessionsSchema = z.strictObject({
  /** One member; everyone if left out. */
  userId: z.uuid().optional(),
  reason,
});

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

export const updateOrganizationSchema = z
  .strictObject({ ...renameSchema.shape, ...externalIdSchema.shape })
  .partial()
  .refine((given) => Object.values(given).some((value) => value !== undefined), "Send at least one field to change.");

export type ExternalIdInput = z.infer<typeof externalIdSchema>;
export type UpdateOrganizationInput = z.infer<typeof updateOrganizationSchema>;
export type ExtendTrialInput = z.infer<typeof extendTrialSchema>;
export type SuspensionInput = z.infer<typeof reasonSchema>;
export type SetTrialInput = z.infer<typeof setTrialSchema>;
export type ScheduleDeletionInput = z.infer<typeof scheduleDeletionSchema>;
export type NoteInput = z.infer<typeof noteSchema>;
export type PinNoteInput = z.infer<typeof pinNoteSchema>;
export type EndSessionsInput = z.infer<typeof endSessionsSchema>;
