import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { z } from "zod";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { requireAccess } from "@/lib/entitlements";
import { conflict, found } from "@/lib/errors";
import { files, workOrders } from "@/products/unison/schema";
import { personOf } from "../person-of";
import { lockOrder } from "../quality/report-non-conformance";
import { nameInput, wholeNumber } from "../text-input";
import { assertSpace, lockSpace, settleSpace } from "./file-space";
import { mostBytes } from "./file-type";

const mostPerOrder = 100;

export const reserveFileSchema = z.strictObject({
  workOrderId: z.uuid(),
  name: nameInput("file", 200).transform((name) => name.replace(/[/\\]/g, "_")),
  bytes: wholeNumber(1, mostBytes),
});
export type ReserveFile = z.output<typeof reserveFileSchema>;

/** Where a file's bytes are in the storage. */
export const keyOf = (organizationId: string, fileId: string): string => `${organizationId}/${fileId}`;

/**
 * Reserves the space of a file before its bytes arrive. Followed by `keepFile`, or by `dropUpload` if they don't.
 *
 * @returns the file's id.
 * @throws GatehouseError `limit_reached` if it doesn't fit, `not_found`, `conflict` at 100 files of an order, `read_only`.
 */
export async function reserveFile(ctx: TenantContext, { workOrderId, name, bytes }: ReserveFile): Promise<string> {
  await requireAccess(ctx, "write");
  const { organizationId, now, tx } = ctx;
  const used = await lockSpace(ctx);
  await lockOrder(ctx, workOrderId);
  const mine = and(eq(files.organizationId, organizationId), eq(files.workOrderId, workOrderId));
  if ((await tx.$count(files, mine)) >= mostPerOrder)
    throw conflict(`A work order can have up to ${mostPerOrder} files.`);
  await assertSpace(ctx, used, bytes);
  const id = uuidv7();
  await tx.insert(files).values({
    organizationId,
    id,
    workOrderId,
    name,
    contentType: "application/octet-stream",
    bytes,
    createdBy: personOf(ctx),
    createdAt: now,
  });
  await settleSpace(ctx);
  return id;
}

/** The bytes are in the storage. @throws GatehouseError `not_found` if the order was deleted meanwhile. */
export async function keepFile(
  ctx: TenantContext,
  { id, contentType }: { id: string; contentType: string },
): Promise<void> {
  const { organizationId, now, tx } = ctx;
  const [row] = await tx
    .update(files)
    .set({ contentType, storedAt: now })
    .where(and(eq(files.organizationId, organizationId), eq(files.id, id), isNull(files.storedAt)))
    .returning({ name: files.name, workOrderId: files.workOrderId });
  const { name, workOrderId } = found(row, "upload");
  await recordAudit(ctx, {
    organizationId,
    action: "file.uploaded",
    subject: workOrderId,
    details: { number: await numberOf(ctx, workOrderId), title: name },
  });
}

/** Frees the space of an upload that failed. Its bytes, if any arrived, are removed by the job. Does nothing if it is gone already. */
export async function dropUpload(ctx: TenantContext, { id }: { id: string }): Promise<void> {
  const { organizationId, tx } = ctx;
  await lockSpace(ctx);
  await tx.delete(files).where(and(eq(files.organizationId, organizationId), eq(files.id, id), isNull(files.storedAt)));
  await settleSpace(ctx);
}

/** @throws GatehouseError `not_found`, `read_only`. */
export async function removeFile(ctx: TenantContext, { id }: { id: string }): Promise<void> {
  await requireAccess(ctx, "write");
  const { organizationId, tx } = ctx;
  await lockSpace(ctx);
  const [row] = await tx
    .delete(files)
    .where(and(eq(files.organizationId, organizationId), eq(files.id, id)))
    .returning({ name: files.name, workOrderId: files.workOrderId });
  const { name, workOrderId } = found(row, "file");
  await settleSpace(ctx);
  await recordAudit(ctx, {
    organizationId,
    action: "file.deleted",
    subject: workOrderId,
    details: { number: await numberOf(ctx, workOrderId), title: name },
  });
}

async function numberOf({ organizationId, tx }: TenantContext, workOrderId: string): Promise<number> {
  const [row] = await tx
    .select({ number: workOrders.number })
    .from(workOrders)
    .where(and(eq(workOrders.organizationId, organizationId), eq(workOrders.id, workOrderId)));
  return found(row, "work order").number;
}
