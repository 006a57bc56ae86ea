import "server-only";
import { eq } from "drizzle-orm";
import type { apiKeys, platformKeys } from "@/db/schema";
import { platformDatabase } from "@/lib/database";
import { minute } from "@/lib/durations";

/** Stores when a key was last used, at most once a minute: it is shown to people and needn't be exact. */
export async function noteUse(
  table: typeof platformKeys | typeof apiKeys,
  key: { hash: string; lastUsedAt: Date | null },
  now: Date,
): Promise<void> {
  if (key.lastUsedAt && now.getTime() - key.lastUsedAt.getTime() < minute) return;
  await platformDatabase().update(table).set({ lastUsedAt: now }).where(eq(table.hash, key.hash));
}
