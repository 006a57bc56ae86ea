import "server-only";
import { and, asc, desc, eq, inArray } from "drizzle-orm";
import type { TenantContext } from "@/lib/context";
import { attributionPaths, attributionResults, attributionRuns } from "@/products/origin/schema";
import { channelReturns } from "./returns";

export type RunRow = typeof attributionRuns.$inferSelect;

/** The newest runs. */
export const listRuns = ({ organizationId, tx }: TenantContext, limit = 50): Promise<RunRow[]> =>
  tx
    .select()
    .from(attributionRuns)
    .where(eq(attributionRuns.organizationId, organizationId))
    .orderBy(desc(attributionRuns.createdAt), desc(attributionRuns.id))
    .limit(limit);

/** A run that is done: the one asked for, or else the newest. Undefined if there is none. */
export async function doneRun({ organizationId, tx }: TenantContext, id?: string): Promise<RunRow | undefined> {
  const own = and(eq(attributionRuns.organizationId, organizationId), eq(attributionRuns.status, "done"));
  const [run] = await tx
    .select()
    .from(attributionRuns)
    .where(id === undefined ? own : and(own, eq(attributionRuns.id, id)))
    .orderBy(desc(attributionRuns.createdAt), desc(attributionRuns.id))
    .limit(1);
  return run;
}

/** What each channel earned and cost in the runs, with its return. */
export async function resultsOf({ organizationId, tx }: TenantContext, runs: readonly { id: string }[]) {
  const ids = runs.map(({ id }) => id);
  const rows =
    ids.length === 0
      ? []
      : await tx
          .select()
          .from(attributionResults)
          .where(and(eq(attributionResults.organizationId, organizationId), inArray(attributionResults.runId, ids)));
  return new Map(ids.map((id) => [id, channelReturns(rows.filter(({ runId }) => runId === id))]));
}

/** The most frequent paths of a run, the first one first. */
export const pathsOf = ({ organizationId, tx }: TenantContext, runId: string) =>
  tx
    .select({
      channels: attributionPaths.channels,
      conversions: attributionPaths.conversions,
      value: attributionPaths.value,
      lost: attributionPaths.lost,
    })
    .from(attributionPaths)
    .where(and(eq(attributionPaths.organizationId, organizationId), eq(attributionPaths.runId, runId)))
    .orderBy(asc(attributionPaths.position));
export type RunPath = Awaited<ReturnType<typeof pathsOf>>[number];
