import "server-only";
import { and, eq } from "drizzle-orm";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { requireAccess } from "@/lib/entitlements";
import { conflict } from "@/lib/errors";
import { shifts } from "@/products/unison/schema";
import { lockShift, shiftsOf } from "./plant-shifts";

/** Its notes stay. @throws GatehouseError `not_found`, `conflict` for the last one of a plant, `read_only`. */
export async function removeShift(ctx: TenantContext, { id }: { id: string }): Promise<void> {
  await requireAccess(ctx, "write");
  const { organizationId, tx } = ctx;
  const { name, plantId } = await lockShift(ctx, id);
  if ((await shiftsOf(ctx, plantId)).length === 1) throw conflict("A plant needs at least one shift.");
  await tx.delete(shifts).where(and(eq(shifts.organizationId, organizationId), eq(shifts.id, id)));
  await recordAudit(ctx, { organizationId, action: "shift.removed", subject: id, details: { name } });
}
