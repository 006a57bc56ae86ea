import type { ListedReconciliation } from "./mismatches/queries";
import { progressOf } from "./progress";

/** The runs as the API returns them. */
export function describeRuns(openMismatches: number, runs: readonly ListedReconciliation[]) {
  return {
    open: openMismatches,
    runs: runs.map(({ run, repaired, open }) => ({
      id: run.id,
      status: run.status,
      progress: progressOf(run),
      startedAt: run.startedAt.toISOString(),
      finishedAt: run.finishedAt?.toISOString() ?? null,
      customersChecked: run.customersChecked,
      invoicesChecked: run.invoicesChecked,
      eventsFetched: run.eventsFetched,
      repaired,
      open,
    })),
  };
}
