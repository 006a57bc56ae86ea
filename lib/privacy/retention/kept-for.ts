import "server-only";
import { eq } from "drizzle-orm";
import { retentionPeriodNames, retentionPeriods, users } from "@/db/schema";
import { catalog } from "@/lib/catalog";
import type { Context } from "@/lib/context";
import { periods, type RetentionPeriod } from "./periods";

/** The default of a period, in its unit. */
const standardOf = (name: RetentionPeriod): number =>
  name === "usage_events" ? catalog.usageEventsKeptMonths : periods[name].standard;

/** How long something is kept, in its unit: the value a platform admin set, or the default. For the platform role. */
export async function keptFor({ tx }: Context, name: RetentionPeriod): Promise<number> {
  const [row] = await tx
    .select({ value: retentionPeriods.value })
    .from(retentionPeriods)
    .where(eq(retentionPeriods.name, name));
  return row?.value ?? standardOf(name);
}

export type ShownPeriod = Awaited<ReturnType<typeof shownPeriods>>[number];

/** Every period with its value and who set it. */
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
      value: set?.value ?? standardOf(name),
      standard: standardOf(name),
      changed: set ? { at: set.at, by: set.by } : null,
    };
  });
}
