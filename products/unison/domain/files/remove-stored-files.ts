import "server-only";
import { eq, inArray, sql } from "drizzle-orm";
import { withPlatform } from "@/lib/context";
import { fileStorage } from "@/lib/storage";
import { fileRemovals, files } from "@/products/unison/schema";

const atOnce = 50;

/**
 * The job that removes the bytes of deleted files from the storage, also those of deleted organizations. Bytes go first and their row after,
 * so that none is forgotten when the storage is away. Uploads that were lost are dropped before. Safe to run twice at once.
 *
 * @returns how many were removed.
 */
export async function removeStoredFiles(): Promise<number> {
  const actor = { kind: "system", id: "worker" } as const;
  await withPlatform({ actor }, ({ tx }) =>
    tx.delete(files).where(sql`${files.storedAt} is null and ${files.createdAt} < now() - interval '1 day'`),
  );
  for (let removed = 0; ; ) {
    const batch = await withPlatform({ actor }, async ({ tx }) => {
      const rows = await tx
        .select({ key: fileRemovals.key })
        .from(fileRemovals)
        .orderBy(fileRemovals.requestedAt)
        .limit(atOnce)
        .for("update", { skipLocked: true });
      for (const { key } of rows) await fileStorage().remove(key);
      const keys = rows.map(({ key }) => key);
      const [first] = keys;
      if (first !== undefined)
        await tx
          .delete(fileRemovals)
          .where(keys.length === 1 ? eq(fileRemovals.key, first) : inArray(fileRemovals.key, keys));
      return keys.length;
    });
    removed += batch;
    if (batch < atOnce) return removed;
  }
}
