import "server-only";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { drift, reconciliations } from "@/db/schema";
import { openAlertsOfKind, resolveAlert } from "@/lib/alerts";
import type { Context } from "@/lib/context";

/**
 * Closes the alerts of earlier runs: all of them when no mismatch needs review any more, otherwise those about runs that
 * failed. Call it when a run is done, or a customer was verified.
 */
export async function closeMismatchAlerts(ctx: Context): Promise<void> {
  const open = await openAlertsOfKind(ctx, "drift");
  if (open.length === 0) return;
  const isClean = (await ctx.tx.$count(drift, isNull(drift.resolvedAt))) === 0;
  const failed = await failedRuns(
    ctx,
    open.map(({ dedupeKey }) => dedupeKey),
  );
  for (const alert of open) {
    if (isClean || failed.has(alert.dedupeKey)) await resolveAlert(ctx, alert);
  }
}

async function failedRuns({ tx }: Context, ids: string[]): Promise<ReadonlySet<string>> {
  const id = sql<string>`${reconciliations.id}::text`;
  const rows = await tx
    .select({ id })
    .from(reconciliations)
    .where(and(eq(reconciliations.status, "failed"), inArray(id, ids)));
  return new Set(rows.map((row) => row.id));
}
