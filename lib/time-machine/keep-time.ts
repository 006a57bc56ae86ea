import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { GatehouseError } from "@/lib/errors";
import type { JobHandlers } from "@/lib/jobs";
import { logger } from "@/lib/logger";
import { timeMachineExists } from "./guard";
import { travel } from "./travel";

/** Somebody looks at a progress line; and a journey whose traveller was killed goes on so soon. */
const everyMs = 400;

export type Timekeeper = { stop(): Promise<void> };

/**
 * What a worker does for the time machine: sets out on the journeys asked for, goes on with one that was broken off, and
 * keeps both clocks the same. Several workers may; one of them travels. Nothing, where there is no time machine.
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
      const away = error instanceof GatehouseError && error.code === "unavailable";
      logger[away ? "debug" : "warn"]({ err: error }, "time cannot be kept");
    });
    await sleep(everyMs, undefined, { signal: ending }).catch(() => undefined);
  }
}
