import type { QueueState } from "./queries";

/** The queues as the API returns them. */
export function describeQueues(alive: boolean, queues: readonly QueueState[]) {
  return {
    alive,
    queues: queues.map(({ name, waiting, running, failed, lastRun, nextRun }) => ({
      name,
      waiting,
      running,
      failed,
      lastRun: lastRun ? { ...lastRun, finishedAt: lastRun.finishedAt.toISOString() } : null,
      nextRun: nextRun?.toISOString() ?? null,
    })),
  };
}
