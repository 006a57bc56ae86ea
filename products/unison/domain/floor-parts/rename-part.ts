import "server-only";
import { and, eq } from "drizzle-orm";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { requireAccess } from "@/lib/entitlements";
import type { RenamePart } from "./part-input";
import { lockPart, partsOf, partTables } from "./part-table";
import { refuseTakenPartName } from "./refuse-taken-part-name";

/** @throws GatehouseError `not_found`, `conflict` when the plant has another one of that name, `read_only`. */
export async function renamePart(ctx: TenantContext, { kind, id, name }: RenamePart): Promise<void> {
  await requireAccess(ctx, "write");
  const { organizationId, tx } = ctx;
  const part = await lockPart(ctx, kind, id);
  if (part.name === name) return;
  const others = await partsOf(ctx, kind, part.plantId);
  refuseTakenPartName(
    kind,
    name,
    others.filter((other) => other.id !== id),
  );
  const { table } = partTables[kind];
  await tx
    .update(table)
    .set({ name })
    .where(and(eq(table.organizationId, organizationId), eq(table.id, id)));
  await recordAudit(ctx, {
    organizationId,
    action: kind === "lane" ? "lane.renamed" : "department.renamed",
    subject: id,
    details: { name, before: part.name },
  });
}
