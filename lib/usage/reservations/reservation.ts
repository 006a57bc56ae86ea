import { z } from "zod";
import type { usageReservations } from "@/db/schema";
import { usageEventSchema } from "../track/event";

const day = 24 * 60 * 60;

/** What a product asks to be held before it does something whose outcome, or size, it does not know yet. */
export const reserveSchema = usageEventSchema.omit({ timestamp: true }).extend({
  /** After so many seconds the amount is free again. */
  expiresIn: z
    .int()
    .min(1)
    .max(day)
    .default(15 * 60),
});
export type ReserveInput = z.infer<typeof reserveSchema>;

export const commitSchema = z.strictObject({
  /** What was really used: at most what was reserved, which it is when left out. */
  amount: usageEventSchema.shape.amount.unwrap().optional(),
});

export const reservationIdSchema = z.uuid();

export type ReservationRow = typeof usageReservations.$inferSelect;
export type ReservationState = "held" | "committed" | "released" | "expired";

/** One that nobody settled holds nothing from `expiresAt` on, whether the job has swept it or not. */
export function stateOfReservation(row: Pick<ReservationRow, "outcome" | "expiresAt">, now: Date): ReservationState {
  return row.outcome ?? (row.expiresAt <= now ? "expired" : "held");
}

/** A reservation as the API says it. */
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
