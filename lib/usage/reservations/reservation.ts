import { z } from "zod";
import type { usageReservations } from "@/db/schema";
import { day, minute, second } from "@/lib/durations";
import { usageEventSchema } from "../track/event";

const maxSeconds = day / second;
const defaultSeconds = (15 * minute) / second;

/** Reserves usage before work whose outcome or size is not known yet. */
export const reserveSchema = usageEventSchema.omit({ timestamp: true }).extend({
  expiresIn: z
    .int()
    .min(1)
    .max(maxSeconds)
    .default(defaultSeconds)
    .meta({
      description: `Seconds until the reservation expires and its amount is released. Defaults to ${defaultSeconds}.`,
    }),
});
export type ReserveInput = z.infer<typeof reserveSchema>;

export const commitSchema = z.strictObject({
  /** The used amount, at most the reserved one, which is the default. */
  amount: usageEventSchema.shape.amount.unwrap().optional(),
});

export type ReservationRow = typeof usageReservations.$inferSelect;
export type ReservationState = "held" | "committed" | "released" | "expired";

/** An open reservation holds nothing from `expiresAt` on, whether the job has settled it or not. */
export function stateOfReservation(row: Pick<ReservationRow, "outcome" | "expiresAt">, now: Date): ReservationState {
  return row.outcome ?? (row.expiresAt <= now ? "expired" : "held");
}

/** A reservation as the API returns it. */
export function describeReservation(row: ReservationRow, now: Date) {
  return {
    id: row.id,
    organization: row.organizationId,
    meter: row.meter,
    state: stateOfReservation(row, now),
    amount: row.amount,
    committed: row.committed,
    expiresAt: row.expiresAt.toISOString(),
  };
}
