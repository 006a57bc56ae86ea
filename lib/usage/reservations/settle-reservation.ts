import "server-only";
import { and, eq } from "drizzle-orm";
import { usageCounters, usageReservations } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { lockGate } from "@/lib/credits";
import { found } from "@/lib/errors";
import { type CounterRow, changeHeld, isCounter } from "../track/lock-counter";
import type { ReservationRow } from "./reservation";

/**
 * A reservation and its counter, both locked: the gate first, then the counter, then the reservation, in the order of every
 * writer, which rules out deadlocks.
 *
 * @throws GatehouseError `not_found`.
 */
export async function lockReservation(
  ctx: TenantContext,
  id: string,
): Promise<{ row: ReservationRow; counter: CounterRow }> {
  const { tx } = ctx;
  const { meter, periodStart } = found(
    (await tx.select().from(usageReservations).where(isReservation(ctx, id)))[0],
    "reservation",
  );
  await lockGate(ctx);
  const [counter] = await tx
    .select()
    .from(usageCounters)
    .where(isCounter(ctx, meter, periodStart))
    .for("update");
  const [row] = await tx.select().from(usageReservations).where(isReservation(ctx, id)).for("update");
  return { row: found(row, "reservation"), counter: found(counter, "counter") };
}

type Settlement = Pick<ReservationRow, "outcome" | "committed">;

/** Records the outcome of a reservation and releases what it held. */
export async function settle(
  ctx: TenantContext,
  counter: CounterRow,
  reservation: ReservationRow,
  { outcome, committed }: Settlement,
): Promise<ReservationRow> {
  await changeHeld(ctx, counter, -reservation.amount);
  const [row] = await ctx.tx
    .update(usageReservations)
    .set({ outcome, committed, settledAt: ctx.now })
    .where(isReservation(ctx, reservation.id))
    .returning();
  return found(row, "reservation");
}

const isReservation = ({ organizationId }: TenantContext, id: string) =>
  and(eq(usageReservations.organizationId, organizationId), eq(usageReservations.id, id));
