import "server-only";
import { and, eq, ne } from "drizzle-orm";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { requireAccess } from "@/lib/entitlements";
import { conflict, found } from "@/lib/errors";
import type { PlantChange } from "@/products/unison/domain/inputs";
import { plants } from "@/products/unison/schema";

/** @throws GatehouseError `not_found`, `conflict` when another plant has the name, `read_only`. */
export async function updatePlant(ctx: TenantContext, { id, ...input }: PlantChange): Promise<void> {
  await requireAccess(ctx, "write");
  const { organizationId, tx } = ctx;
  await refuseTakenName(ctx, id, input.name);
  const [row] = await tx
    .update(plants)
    .set(input)
    .where(and(eq(plants.organizationId, organizationId), eq(plants.id, id)))
    .returning({ id: plants.id });
  found(row, "plant");
  await recordAudit(ctx, { organizationId, action: "plant.updated", subject: id, details: { name: input.name } });
}

/** Of two concurrent renames to the same name, the unique key lets the first through and the second fails. */
async function refuseTakenName({ organizationId, tx }: TenantContext, id: string, name: string) {
  const [other] = await tx
    .select({ id: plants.id })
    .from(plants)
    .where(and(eq(plants.organizationId, organizationId), eq(plants.name, name), ne(plants.id, id)));
  if (other) throw conflict(`A plant named “${name}” already exists.`);
}
