import { z } from "zod";

const text = z
  .string()
  .trim()
  .max(200)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u)
  .transform((value) => value || undefined)
  .optional()
  .catch(undefined);

/** From the page's URL. Invalid values are ignored, so that an old link still shows a list. */
export const supportSessionFilterSchema = z.object({
  /** A platform admin by email or name. */
  admin: text,
  /** An organization by ID or part of its name. */
  organization: text,
  access: z.enum(["view", "full"]).optional().catch(undefined),
  after: text,
});
export type SupportSessionFilter = z.output<typeof supportSessionFilterSchema>;

export const supportSessionIdSchema = z.strictObject({ sessionId: z.uuid() });
