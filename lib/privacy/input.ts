import { z } from "zod";
import { retentionPeriodNames } from "@/db/schema/privacy";

export const retentionSchema = z.strictObject({
  name: z.enum(retentionPeriodNames),
  /** In the period's unit; null for the default. */
  value: z.coerce.number<number>().int("Use a whole number.").nullable(),
});
export type RetentionInput = z.infer<typeof retentionSchema>;
