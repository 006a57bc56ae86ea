import "server-only";
import { lt } from "drizzle-orm";
import { visitorSalts, visitors } from "@/db/schema";
import type { Context } from "@/lib/context";
import { isoDay } from "@/lib/dates";
import { addDays } from "@/lib/durations";

/** Deletes hashes and salts older than yesterday: then the counts that stay are about no one. */
export async function sweepVisitors({ tx, now }: Context): Promise<void> {
  const yesterday = isoDay(addDays(now, -1));
  await tx.delete(visitors).where(lt(visitors.day, yesterday));
  await tx.delete(visitorSalts).where(lt(visitorSalts.day, yesterday));
}
