import "server-only";
import { and, eq } from "drizzle-orm";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { requireAccess } from "@/lib/entitlements";
import { found } from "@/lib/errors";
import { adjustGauge } from "@/lib/usage";
import { plants } from "@/products/unison/schema";
import { lockSpace, settleSpace } from "../files/file-space";

/** Deletes a plant and everything in it. @throws GatehouseError `not_found`, `read_only`. */
export async function deletePlant(ctx: TenantContext, { id }: { id: string }): Promise<void> {
  await requireAccess(ctx, "write");
  const { organizationId, tx } = ctx;
  // The gauge is locked before the row, as in createPlant: the other order could deadlock with it on the name.
  await adjustGauge(ctx, { meter: "plants", delta: -1 });
  await lockSpace(ctx);
  const [row] = await tx
    .delete(plants)
    .where(and(eq(plants.organizationId, organizationId), eq(plants.id, id)))
    .returning({ name: plants.name });
  const { name } = found(row, "plant");
  await settleSpace(ctx);
  await recordAudit(ctx, { organizationId, action: "plant.deleted", subject: id, details: { name } });
}
