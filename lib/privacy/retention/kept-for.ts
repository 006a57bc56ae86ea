import "server-only";
import { eq } from "drizzle-orm";
import { retentionPeriodNames, retentionPeriods, users } from "@/db/schema";
import type { Context } from "@/lib/context";
import { periods, type RetentionPeriod } from "./periods";

/** How long something is kept, in its unit: as a platform admin has set it, or the default. For the platform role. */
export async function keptFor({ tx }: Context, name: RetentionPeriod): Promise<number> {
  const [row] = await tx
    .select({ value: retentionPeriods.value })
    .from(retentionPeriods)
    .where(eq(retentionPeriods.name, name));
  return row?.value ?? periods[name].standard;
}

export type ShownPeriod = Awaited<ReturnType<typeof shownPeriods>>[number];

/** Every period with its value, and who has set it. */
export async function shownPeriods({ tx }: Context) {
  const rows = await tx
    .select({
      name: retentionPeriods.name,
      value: retentionPeriods.value,
      at: retentionPeriods.updatedAt,
      by: users.email,
    })
    .from(retentionPeriods)
    .leftJoin(users, eq(users.id, retentionPeriods.updatedBy));
  return retentionPeriodNames.map((name) => {
    const set = rows.find((row) => row.name === name);
    return {
      name,
      value: set?.value ?? periods[name].standard,
      changed: set ? { at: set.at, by: set.by } : null,
    };
  });
}
