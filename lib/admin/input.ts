import { z } from "zod";
import { found } from "@/lib/errors";

const reason = z.string().trim().min(3, "Enter a reason: it goes into the audit log.").max(500);

export const extendTrialSchema = z.strictObject({
  days: z.coerce.number<number>().int().min(1).max(90, "90 days at most, at a time."),
  reason,
});
export const suspensionSchema = z.strictObject({ reason });

export type ExtendTrialInput = z.infer<typeof extendTrialSchema>;
export type SuspensionInput = z.infer<typeof suspensionSchema>;

const idSchema = z.object({ id: z.uuid() });

const userIdSchema = z.object({ userId: z.uuid() });

/** @throws GatehouseError `not_found`. */
export function userIdOf(params: unknown): string {
  return found(userIdSchema.safeParse(params).data, "user").userId;
}

/** A subscription is named by its organization: there is one each. @throws GatehouseError `not_found`. */
export function subscriptionId(params: unknown): string {
  return found(idSchema.safeParse(params).data, "subscription").id;
}
