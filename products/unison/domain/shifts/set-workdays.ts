import "server-only";
import { and, eq } from "drizzle-orm";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { requireAccess } from "@/lib/entitlements";
import { plants } from "@/products/unison/schema";
import { lockPlant } from "../floor-parts/part-table";
import type { Workdays } from "./shift-input";

/** The days of the week a plant works. @throws GatehouseError `not_found`, `read_only`. */
export async function setWorkdays(ctx: TenantContext, { id, workdays }: Workdays): Promise<void> {
  await requireAccess(ctx, "write");
  const { organizationId, tx } = ctx;
  const { name } = await lockPlant(ctx, id);
  await tx
    .update(plants)
    .set({ workdays })
    .where(and(eq(plants.organizationId, organizationId), eq(plants.id, id)));
  await recordAudit(ctx, { organizationId, action: "plant.updated", subject: id, details: { name } });
}
