import "server-only";
import { and, eq, ne, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { recordAudit } from "@/lib/audit";
import { catalog } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { requireAccess, requireFeature } from "@/lib/entitlements";
import { conflict, found } from "@/lib/errors";
import { materials } from "@/products/unison/schema";
import type { MaterialChange, MaterialInput } from "./stock-input";

/**
 * Adds a material without stock.
 *
 * @returns its id.
 * @throws GatehouseError `conflict` when the code is taken, `read_only`.
 */
export async function createMaterial(ctx: TenantContext, input: MaterialInput): Promise<string> {
  await requireInventory(ctx);
  const { organizationId, now, tx } = ctx;
  const [row] = await tx
    .insert(materials)
    .values({
      organizationId,
      id: uuidv7(),
      ...input,
      reorderAt: input.reorderAt / 1000,
      onHand: 0,
      currency: catalog.currency,
      createdAt: now,
    })
    .onConflictDoNothing({ target: [materials.organizationId, materials.code] })
    .returning({ id: materials.id });
  if (!row) throw codeTaken(input.code);
  await recordAudit(ctx, {
    organizationId,
    action: "material.created",
    subject: row.id,
    details: { name: input.name },
  });
  return row.id;
}

/** @throws GatehouseError `not_found`, `conflict` when another material has the code, `read_only`. */
export async function updateMaterial(ctx: TenantContext, { id, ...input }: MaterialChange): Promise<void> {
  await requireInventory(ctx);
  const { organizationId, tx } = ctx;
  const others = and(
    eq(materials.organizationId, organizationId),
    eq(materials.code, input.code),
    ne(materials.id, id),
  );
  if ((await tx.$count(materials, others)) > 0) throw codeTaken(input.code);
  const [row] = await tx
    .update(materials)
    .set({ ...input, reorderAt: input.reorderAt / 1000 })
    .where(and(eq(materials.organizationId, organizationId), eq(materials.id, id)))
    .returning({ id: materials.id });
  found(row, "material");
  await recordAudit(ctx, { organizationId, action: "material.updated", subject: id, details: { name: input.name } });
}

/** With its movements. Its stock has to be counted to 0 before. @throws GatehouseError `not_found`, `conflict` while there is stock, `read_only`. */
export async function deleteMaterial(ctx: TenantContext, { id }: { id: string }): Promise<void> {
  await requireInventory(ctx);
  const { organizationId, tx } = ctx;
  const mine = and(eq(materials.organizationId, organizationId), eq(materials.id, id));
  const [row] = await tx
    .select({ name: materials.name, onHand: materials.onHand })
    .from(materials)
    .where(mine)
    .for("update");
  const { name, onHand } = found(row, "material");
  if (onHand > 0) throw conflict(`${name} is still in stock. Count it to 0 first.`);
  await tx.delete(materials).where(mine);
  await recordAudit(ctx, { organizationId, action: "material.deleted", subject: id, details: { name } });
}

async function requireInventory(ctx: TenantContext) {
  await requireAccess(ctx, "write");
  await requireFeature(ctx, "inventory");
  // One change of materials at a time, so that no two get the same code.
  await ctx.tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`materials:${ctx.organizationId}`}, 0))`);
}

function codeTaken(code: string) {
  const message = `Another material has the code “${code}”.`;
  return conflict(message, { errors: [{ field: "code", message }] });
}
