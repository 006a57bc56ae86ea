import "server-only";
import { and, eq } from "drizzle-orm";
import { emailSuppressions } from "@/db/schema";
import type { Context } from "@/lib/context";
import type { EmailCategory } from "./categories";

/** Turns a category on or off for an address. The caller has checked that it belongs to the person. */
export async function setPreference(
  { tx, now }: Context,
  { address, category, wanted }: { address: string; category: EmailCategory; wanted: boolean },
): Promise<void> {
  const own = { address: address.toLowerCase(), category };
  if (!wanted) {
    await tx
      .insert(emailSuppressions)
      .values({ ...own, createdAt: now })
      .onConflictDoNothing();
    return;
  }
  await tx
    .delete(emailSuppressions)
    .where(and(eq(emailSuppressions.address, own.address), eq(emailSuppressions.category, category)));
}
