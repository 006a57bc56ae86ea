import "server-only";
import { and, eq } from "drizzle-orm";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { requireAccess } from "@/lib/entitlements";
import { found } from "@/lib/errors";
import { workOrders } from "@/products/unison/schema";
import { lockSpace, settleSpace } from "../files/file-space";

/** Its number isn't reused, and its usage stays counted. @throws GatehouseError `not_found`, `read_only`. */
export async function deleteWorkOrder(ctx: TenantContext, { id }: { id: string }): Promise<void> {
  await requireAccess(ctx, "write");
  const { organizationId, tx } = ctx;
  await lockSpace(ctx);
  const [row] = await tx
    .delete(workOrders)
    .where(and(eq(workOrders.organizationId, organizationId), eq(workOrders.id, id)))
    .returning({ number: workOrders.number, title: workOrders.title });
  const details = found(row, "work order");
  // Its files go with it.
  await settleSpace(ctx);
  await recordAudit(ctx, { organizationId, action: "work_order.deleted", subject: id, details });
}
