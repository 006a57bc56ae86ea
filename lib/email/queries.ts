import "server-only";
import { and, eq } from "drizzle-orm";
import { emailSuppressions } from "@/db/schema";
import type { Context } from "@/lib/context";
import { categoryLabels, categoryNames, type EmailCategory } from "./categories";

/** Whether an address has unsubscribed from a category. */
export async function isSuppressed({ tx }: Context, address: string, category: EmailCategory): Promise<boolean> {
  const rows = await tx
    .select({ category: emailSuppressions.category })
    .from(emailSuppressions)
    .where(and(eq(emailSuppressions.address, address.toLowerCase()), eq(emailSuppressions.category, category)));
  return rows.length > 0;
}

export type EmailPreference = { category: EmailCategory; name: string; description: string; wanted: boolean };

/** Every category that can be turned off, and whether this address gets it. */
export async function emailPreferences({ tx }: Context, address: string): Promise<EmailPreference[]> {
  const rows = await tx
    .select({ category: emailSuppressions.category })
    .from(emailSuppressions)
    .where(eq(emailSuppressions.address, address.toLowerCase()));
  const unwanted = new Set(rows.map(({ category }) => category));
  return categoryNames.map((category) => ({ category, ...categoryLabels[category], wanted: !unwanted.has(category) }));
}
