import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { GatehouseError } from "@/lib/errors";
import type { JobHandlers } from "@/lib/jobs";
import { logger } from "@/lib/logger";
import { timeMachineExists } from "./guard";
import { travel } from "./travel";

/** Short, because users watch a progress line, and a journey whose worker was killed should continue soon. */
const pollMs = 400;

export type Timekeeper = { stop(): Promise<void> };

/**
 * A worker's part of the time machine: runs requested journeys, continues interrupted ones, and keeps both clocks equal.
 * Of several workers, one does it. Does nothing without a time machine.
 */
export function keepTime(handlers: Partial<JobHandlers>): Timekeeper {
  if (!timeMachineExists()) return { stop: async () => undefined };
  const ending = new AbortController();
  const ended = watch(handlers, ending.signal);
  return {
    async stop() {
      ending.abort();
      await ended;
    },
  };
}

async function watch(handlers: Partial<JobHandlers>, ending: AbortSignal): Promise<void> {
  while (!ending.aborted) {
    await travel(handlers, ending).catch((error: unknown) => {
      const isUnavailable = error instanceof GatehouseError && error.code === "unavailable";
      logger[isUnavailable ? "debug" : "warn"]({ err: error }, "could not keep the time");
    });
    await sleep(pollMs, undefined, { signal: ending }).catch(() => undefined);
  }
}
