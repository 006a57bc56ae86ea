import "server-only";
import { and, asc, isNull, lte } from "drizzle-orm";
import { usageReservations } from "@/db/schema";
import { type Context, inTenant } from "@/lib/context";
import { lockReservation, settle } from "./settle-reservation";

const maxPerRun = 1_000;

/**
 * The job that settles expired reservations. They stop holding anything when they expire, with or without it; this keeps
 * the sums on the counters small. For a platform-role transaction. Safe to run twice at once.
 */
export async function expireReservations(ctx: Context): Promise<void> {
  const { organizationId, meter, periodStart, id } = usageReservations;
  const due = await ctx.tx
    .select({ organizationId, id })
    .from(usageReservations)
    .where(and(isNull(usageReservations.settledAt), lte(usageReservations.expiresAt, ctx.now)))
    .orderBy(asc(organizationId), asc(meter), asc(periodStart), asc(id))
    .limit(maxPerRun);
  for (const reservation of due) {
    const tenant = inTenant(ctx, reservation.organizationId);
    const { row, counter } = await lockReservation(tenant, reservation.id);
    if (row.settledAt === null) await settle(tenant, counter, row, { outcome: "expired", committed: null });
  }
}
