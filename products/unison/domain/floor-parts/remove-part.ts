import "server-only";
import { and, eq } from "drizzle-orm";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { requireAccess } from "@/lib/entitlements";
import { conflict, invalidInput, notFound } from "@/lib/errors";
import { workOrders } from "@/products/unison/schema";
import type { RemovePart } from "./part-input";
import { lockPart, partsOf, partTables } from "./part-table";

/**
 * Removes a department or lane. Its work orders stay: they move to `moveTo`, or to none.
 *
 * @returns how many work orders were moved.
 * @throws GatehouseError `not_found`, `conflict` for the last lane of a plant, `read_only`.
 */
export async function removePart(ctx: TenantContext, { kind, id, moveTo }: RemovePart): Promise<number> {
  await requireAccess(ctx, "write");
  const { organizationId, tx } = ctx;
  const part = await lockPart(ctx, kind, id);
  if (moveTo === id) throw invalidInput("Choose another place for its work orders.");
  const others = (await partsOf(ctx, kind, part.plantId)).filter((other) => other.id !== id);
  if (kind === "lane" && others.length === 0) throw conflict("A plant needs at least one lane.");
  if (moveTo !== null && !others.some((other) => other.id === moveTo)) throw notFound(kind);
  const { table, column, reference } = partTables[kind];
  // The row is locked: an order that is put into it at the same time waits, and then finds that it's gone.
  const moved = await tx
    .update(workOrders)
    .set({ [column]: moveTo, updatedAt: ctx.now })
    .where(and(eq(workOrders.organizationId, organizationId), eq(reference, id)))
    .returning({ id: workOrders.id });
  await tx.delete(table).where(and(eq(table.organizationId, organizationId), eq(table.id, id)));
  await recordAudit(ctx, {
    organizationId,
    action: kind === "lane" ? "lane.removed" : "department.removed",
    subject: id,
    details: { name: part.name, moved: moved.length },
  });
  return moved.length;
}
