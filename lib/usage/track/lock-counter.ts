import "server-only";
import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { usageCounters, usageReservations } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { lockGate } from "@/lib/credits";
import type { Period } from "../period";

export type CounterRow = typeof usageCounters.$inferSelect;

/** Locks the gate and the counter of a period, creating the row if needed, until the caller's transaction ends. */
export async function lockCounter(ctx: TenantContext, meter: string, { start, end }: Period): Promise<CounterRow> {
  await lockGate(ctx);
  const { tx, organizationId, now } = ctx;
  const fresh = { organizationId, meter, periodStart: start, periodEnd: end, used: 0, updatedAt: now };
  await tx.insert(usageCounters).values(fresh).onConflictDoNothing();
  const [row] = await tx
    .select()
    .from(usageCounters)
    .where(isCounter(ctx, meter, start))
    .for("update");
  if (!row) throw new Error("a counter that was just created is missing");
  return row;
}

/** The amount that open reservations hold of a locked counter at `ctx.now`. */
export async function heldOf(ctx: TenantContext, { held, meter, periodStart }: CounterRow): Promise<number> {
  return held === 0 ? 0 : heldNow(ctx, meter, periodStart);
}

/** The same for a counter that was not read. */
export async function heldNow({ tx, organizationId, now }: TenantContext, meter: string, periodStart: Date) {
  const [row] = await tx
    .select({ held: sql<number>`coalesce(sum(${usageReservations.amount}), 0)`.mapWith(Number) })
    .from(usageReservations)
    .where(
      and(
        eq(usageReservations.organizationId, organizationId),
        eq(usageReservations.meter, meter),
        eq(usageReservations.periodStart, periodStart),
        isNull(usageReservations.settledAt),
        gt(usageReservations.expiresAt, now),
      ),
    );
  return row?.held ?? 0;
}

/** Adds to the held amount (subtracts if negative), under the counter's lock. */
export async function changeHeld(ctx: TenantContext, counter: CounterRow, by: number): Promise<void> {
  await ctx.tx
    .update(usageCounters)
    .set({ held: sql`${usageCounters.held} + ${by}` })
    .where(isCounter(ctx, counter.meter, counter.periodStart));
}

export const isCounter = ({ organizationId }: TenantContext, meter: string, periodStart: Date) =>
  and(
    eq(usageCounters.organizationId, organizationId),
    eq(usageCounters.meter, meter),
    eq(usageCounters.periodStart, periodStart),
  );
