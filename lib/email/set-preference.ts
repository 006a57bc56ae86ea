import "server-only";
import { and, eq } from "drizzle-orm";
import { emailSuppressions } from "@/db/schema";
import type { Context } from "@/lib/context";
import type { EmailCategory } from "./categories";

/** Whether a kind of e-mail shall come to an address of one's own. */
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
