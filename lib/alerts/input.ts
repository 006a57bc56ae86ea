import { z } from "zod";
import { alertKinds, alertThresholdNames } from "@/db/schema/alerts";

const text = z
  .string()
  .trim()
  .max(200)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u)
  .transform((value) => value || undefined)
  .optional()
  .catch(undefined);

export const alertStates = ["open", "acknowledged", "resolved", "all"] as const;

/** From the page's URL. Invalid values are ignored, so that an old link still shows a list. */
export const alertFilterSchema = z.object({
  state: z.enum(alertStates).default("open").catch("open"),
  kind: z.enum(alertKinds).optional().catch(undefined),
  organization: text,
  after: text,
});
export type AlertFilter = z.output<typeof alertFilterSchema>;

export const alertIdSchema = z.strictObject({ alertId: z.uuid() });

export const muteSchema = z.strictObject({
  kind: z.enum(alertKinds),
  /** Only alerts about this organization; about all, and about none, if omitted. */
  organizationId: z.uuid().optional(),
  /** A mute always ends, because no one remembers one that doesn't. */
  days: z.coerce.number<number>().int().min(1).max(90, "Use at most 90 days."),
  reason: z.string().trim().min(3, "Enter a reason for the audit log.").max(500),
});
export type MuteInput = z.infer<typeof muteSchema>;

export const muteIdSchema = z.strictObject({ muteId: z.uuid() });

export const thresholdSchema = z.strictObject({
  name: z.enum(alertThresholdNames),
  /** Null for the default. */
  value: z.coerce.number<number>().finite().nullable(),
});
export type ThresholdInput = z.infer<typeof thresholdSchema>;
