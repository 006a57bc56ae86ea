import "server-only";
import { and, eq } from "drizzle-orm";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { requireAccess } from "@/lib/entitlements";
import { found } from "@/lib/errors";
import type { Quantities } from "@/products/unison/domain/inputs";
import { workOrders } from "@/products/unison/schema";

/** Reports how many pieces are good and how many are scrap. They needn't add up to the quantity ordered. @throws GatehouseError `not_found`, `read_only`. */
export async function reportQuantities(ctx: TenantContext, { id, good, scrap }: Quantities): Promise<void> {
  await requireAccess(ctx, "write");
  const { organizationId, now, tx } = ctx;
  const [row] = await tx
    .update(workOrders)
    .set({ goodQuantity: good, scrapQuantity: scrap, updatedAt: now })
    .where(and(eq(workOrders.organizationId, organizationId), eq(workOrders.id, id)))
    .returning({ number: workOrders.number, title: workOrders.title });
  const { number, title } = found(row, "work order");
  await recordAudit(ctx, {
    organizationId,
    action: "work_order.quantities_reported",
    subject: id,
    details: { number, title, good, scrap },
  });
}
