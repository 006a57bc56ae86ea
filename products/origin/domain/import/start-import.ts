import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { requireAccess, requireFeature } from "@/lib/entitlements";
import { conflict, found } from "@/lib/errors";
import { sendJob } from "@/lib/jobs";
import { dataImports, importChunks } from "@/products/origin/schema";
import type { Chunk, NewImport } from "./import-input";

/** Announces a file, whose text follows in pieces. @returns the import's id. @throws GatehouseError `feature_not_in_plan`, `read_only`. */
export async function startImport(ctx: TenantContext, { kind, fileName, options, chunks }: NewImport): Promise<string> {
  await requireFeature(ctx, "csv_import");
  await requireAccess(ctx, "write");
  const { actor, organizationId, now, tx } = ctx;
  const id = uuidv7();
  await tx.insert(dataImports).values({
    organizationId,
    id,
    kind,
    fileName,
    options,
    chunks,
    status: "uploading",
    createdBy: actor.kind === "user" ? actor.id : null,
    createdAt: now,
  });
  await recordAudit(ctx, {
    organizationId,
    action: "attribution.data_imported",
    subject: id,
    details: { name: fileName },
  });
  return id;
}

/**
 * Takes a piece of the file; the last one starts the import. The same piece again changes nothing.
 *
 * @throws GatehouseError `not_found`, `conflict` for a file that is complete.
 */
export async function addChunk(ctx: TenantContext, { importId, position, text }: Chunk): Promise<{ received: number }> {
  await requireAccess(ctx, "write");
  const { organizationId, tx } = ctx;
  const own = and(eq(dataImports.organizationId, organizationId), eq(dataImports.id, importId));
  const [row] = await tx.select().from(dataImports).where(own).for("update");
  const { status, chunks, received } = found(row, "import");
  if (position >= chunks) throw conflict("This file has fewer parts.");
  if (status !== "uploading") return { received };
  const [added] = await tx
    .insert(importChunks)
    .values({ organizationId, importId, position, text })
    .onConflictDoNothing()
    .returning({ position: importChunks.position });
  if (!added) return { received };
  const complete = received + 1 === chunks;
  await tx
    .update(dataImports)
    .set({ received: sql`${dataImports.received} + 1`, status: complete ? "waiting" : "uploading" })
    .where(own);
  if (complete) await sendJob(ctx, "import-data", { organizationId, importId }, importId);
  return { received: received + 1 };
}
