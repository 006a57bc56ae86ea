import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type PgBoss from "pg-boss";
import { second } from "@/lib/durations";
import { logger } from "@/lib/logger";
import { plainError } from "./failure-reason";
import { waitingQueues } from "./queue-status";
import type { JobName } from "./queues";

/** The ids of the loops that fetch from each queue. */
export type LoopIds = Map<JobName, readonly string[]>;

/** How long a job waits at most while its queue's loops are idle. */
const intervalMs = second / 2;

/**
 * Wakes the loops of queues that have waiting jobs. One query does for all of them what each would otherwise do by itself, so an
 * idle worker asks the database a few times a second instead of seventy.
 */
export function wakeLoops(boss: PgBoss, loops: LoopIds): { stop(): void } {
  const ending = new AbortController();
  void wake(boss, loops, ending.signal);
  return { stop: () => ending.abort() };
}

async function wake(boss: PgBoss, loops: LoopIds, ending: AbortSignal): Promise<void> {
  const names = [...loops.keys()];
  while (!ending.aborted && names.length > 0) {
    try {
      for (const name of await waitingQueues(names)) for (const id of loops.get(name) ?? []) boss.notifyWorker(id);
    } catch (error) {
      if (!ending.aborted) logger.error({ err: plainError(error) }, "job queue error");
    }
    await sleep(intervalMs, undefined, { signal: ending }).catch(() => undefined);
  }
}
