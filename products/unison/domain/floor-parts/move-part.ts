import "server-only";
import { and, eq } from "drizzle-orm";
import type { TenantContext } from "@/lib/context";
import { requireAccess } from "@/lib/entitlements";
import type { MovePart } from "./part-input";
import { lockPart, partsOf, partTables } from "./part-table";

/** Swaps a department or lane with the one before or after it. Does nothing at the end. @throws GatehouseError `not_found`, `read_only`. */
export async function movePart(ctx: TenantContext, { kind, id, direction }: MovePart): Promise<void> {
  await requireAccess(ctx, "write");
  const { organizationId, tx } = ctx;
  const { plantId } = await lockPart(ctx, kind, id);
  const order = (await partsOf(ctx, kind, plantId)).map((part) => part.id);
  const from = order.indexOf(id);
  const to = direction === "up" ? from - 1 : from + 1;
  const [moved, neighbor] = [order[from], order[to]];
  if (moved === undefined || neighbor === undefined) return;
  order[from] = neighbor;
  order[to] = moved;
  const { table } = partTables[kind];
  for (const [position, part] of order.entries()) {
    await tx
      .update(table)
      .set({ position })
      .where(and(eq(table.organizationId, organizationId), eq(table.id, part)));
  }
}
