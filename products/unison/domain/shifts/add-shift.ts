import "server-only";
import { uuidv7 } from "uuidv7";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { requireAccess } from "@/lib/entitlements";
import { conflict } from "@/lib/errors";
import { shifts } from "@/products/unison/schema";
import { lockPlant } from "../floor-parts/part-table";
import { refuseTakenShiftName, shiftsOf } from "./plant-shifts";
import type { AddShift } from "./shift-input";

const mostShifts = 12;

/**
 * @returns its id.
 * @throws GatehouseError `not_found`, `conflict` when the plant has one of that name or too many, `read_only`.
 */
export async function addShift(ctx: TenantContext, { plantId, ...shift }: AddShift): Promise<string> {
  await requireAccess(ctx, "write");
  const { organizationId, tx } = ctx;
  await lockPlant(ctx, plantId);
  const others = await shiftsOf(ctx, plantId);
  if (others.length >= mostShifts) throw conflict(`A plant can have up to ${mostShifts} shifts.`);
  refuseTakenShiftName(shift.name, others);
  const id = uuidv7();
  await tx.insert(shifts).values({ organizationId, id, plantId, ...shift });
  await recordAudit(ctx, { organizationId, action: "shift.added", subject: id, details: { name: shift.name } });
  return id;
}
