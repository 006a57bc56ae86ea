import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { alerts } from "@/db/schema";
import type { Context } from "@/lib/context";
import { type AlertInput, dedupeKeyOf } from "./raise-alert";

/**
 * Closes an alert whose cause is gone, so that the overview no longer shows it. Without such an alert it does nothing. A
 * resolved alert gives up its key: when the cause comes back, `raiseAlert` notifies again.
 */
export async function resolveAlert({ tx, now }: Context, input: Pick<AlertInput, "kind" | "dedupeKey">): Promise<void> {
  await tx
    .update(alerts)
    .set({ resolvedAt: now, dedupeKey: sql`${alerts.dedupeKey} || ':resolved:' || ${alerts.id}` })
    .where(and(eq(alerts.dedupeKey, dedupeKeyOf(input)), isNull(alerts.resolvedAt)));
}
