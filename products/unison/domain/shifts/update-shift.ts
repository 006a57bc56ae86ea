import "server-only";
import { and, eq } from "drizzle-orm";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { requireAccess } from "@/lib/entitlements";
import { shifts } from "@/products/unison/schema";
import { lockShift, refuseTakenShiftName, shiftsOf } from "./plant-shifts";
import type { UpdateShift } from "./shift-input";

/** Its notes keep the name it had. @throws GatehouseError `not_found`, `conflict` when another one has the name, `read_only`. */
export async function updateShift(ctx: TenantContext, { id, ...change }: UpdateShift): Promise<void> {
  await requireAccess(ctx, "write");
  const { organizationId, tx } = ctx;
  const { plantId } = await lockShift(ctx, id);
  const others = (await shiftsOf(ctx, plantId)).filter((other) => other.id !== id);
  refuseTakenShiftName(change.name, others);
  await tx
    .update(shifts)
    .set(change)
    .where(and(eq(shifts.organizationId, organizationId), eq(shifts.id, id)));
  await recordAudit(ctx, { organizationId, action: "shift.updated", subject: id, details: { name: change.name } });
}
