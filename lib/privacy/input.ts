import { z } from "zod";
import { retentionPeriodNames } from "@/db/schema/privacy";
import { emailSchema } from "@/lib/auth/input";

export const retentionSchema = z.strictObject({
  name: z.enum(retentionPeriodNames),
  /** In the period's unit; null for the default. */
  value: z.coerce.number<number>().int("Use a whole number.").nullable(),
});
export const requestKinds = ["access", "rectification", "erasure", "restriction", "portability", "objection"] as const;
export const requestOutcomes = ["done", "refused", "forwarded"] as const;

export const requestSchema = z.strictObject({
  kind: z.enum(requestKinds),
  outcome: z.enum(requestOutcomes),
  /** Who asked. */
  email: emailSchema,
  note: z.string().trim().min(3, "Say what you did, or why you didn't.").max(1_000),
});
export type RequestInput = z.infer<typeof requestSchema>;

export type RetentionInput = z.infer<typeof retentionSchema>;
