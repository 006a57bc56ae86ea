import "server-only";
import { and, desc, eq, isNotNull } from "drizzle-orm";
import { users } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { found } from "@/lib/errors";
import { files } from "@/products/unison/schema";
import { authorName } from "../person-of";

/** The files of a work order, newest first. */
export function listFiles({ organizationId, tx }: TenantContext, workOrderId: string) {
  return tx
    .select({
      id: files.id,
      name: files.name,
      contentType: files.contentType,
      bytes: files.bytes,
      createdAt: files.createdAt,
      author: authorName,
    })
    .from(files)
    .leftJoin(users, eq(users.id, files.createdBy))
    .where(and(eq(files.organizationId, organizationId), eq(files.workOrderId, workOrderId), isNotNull(files.storedAt)))
    .orderBy(desc(files.createdAt));
}
export type OrderFile = Awaited<ReturnType<typeof listFiles>>[number];

/** @throws GatehouseError `not_found`, also for another organization's. */
export async function findFile({ organizationId, tx }: TenantContext, id: string) {
  const [row] = await tx
    .select({ name: files.name, contentType: files.contentType, bytes: files.bytes })
    .from(files)
    .where(and(eq(files.organizationId, organizationId), eq(files.id, id), isNotNull(files.storedAt)));
  return found(row, "file");
}
