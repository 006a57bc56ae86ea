import "server-only";
import { uuidv7 } from "uuidv7";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { requireAccess } from "@/lib/entitlements";
import { conflict } from "@/lib/errors";
import type { AddPart } from "./part-input";
import { lockPlant, mostParts, partsOf, partTables } from "./part-table";
import { refuseTakenPartName } from "./refuse-taken-part-name";

/**
 * Adds a department or lane at the end of a plant's.
 *
 * @returns its id.
 * @throws GatehouseError `not_found`, `conflict` when the plant has one of that name or too many, `read_only`.
 */
export async function addPart(ctx: TenantContext, { kind, plantId, name }: AddPart): Promise<string> {
  await requireAccess(ctx, "write");
  const { organizationId, tx } = ctx;
  await lockPlant(ctx, plantId);
  const parts = await partsOf(ctx, kind, plantId);
  if (parts.length >= mostParts) throw conflict(`A plant can have up to ${mostParts} of them.`);
  refuseTakenPartName(kind, name, parts);
  const id = uuidv7();
  const position = (parts.at(-1)?.position ?? -1) + 1;
  await tx.insert(partTables[kind].table).values({ organizationId, id, plantId, name, position });
  await recordAudit(ctx, {
    organizationId,
    action: kind === "lane" ? "lane.added" : "department.added",
    subject: id,
    details: { name },
  });
  return id;
}
