import "server-only";
import { and, asc, eq } from "drizzle-orm";
import type { TenantContext } from "@/lib/context";
import { conflict, found } from "@/lib/errors";
import { shifts } from "@/products/unison/schema";
import { lockPlant } from "../floor-parts/part-table";

/** A plant's shifts by the time they start. */
export function shiftsOf({ organizationId, tx }: TenantContext, plantId: string) {
  return tx
    .select({ id: shifts.id, name: shifts.name, startsAt: shifts.startsAt, endsAt: shifts.endsAt })
    .from(shifts)
    .where(and(eq(shifts.organizationId, organizationId), eq(shifts.plantId, plantId)))
    .orderBy(asc(shifts.startsAt), asc(shifts.name));
}

/** One shift, with its plant locked. @throws GatehouseError `not_found`, also for another organization's. */
export async function lockShift(ctx: TenantContext, id: string) {
  const { organizationId, tx } = ctx;
  const mine = and(eq(shifts.organizationId, organizationId), eq(shifts.id, id));
  const [row] = await tx.select({ plantId: shifts.plantId }).from(shifts).where(mine);
  await lockPlant(ctx, found(row, "shift").plantId);
  const [locked] = await tx.select().from(shifts).where(mine).for("update");
  return found(locked, "shift");
}

/** @throws GatehouseError `conflict`. */
export function refuseTakenShiftName(name: string, others: readonly { name: string }[]): void {
  if (!others.some((other) => other.name.toLowerCase() === name.toLowerCase())) return;
  const message = `This plant already has a shift named “${name}”.`;
  throw conflict(message, { errors: [{ field: "name", message }] });
}
