import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { clockShift, shiftClock } from "@/lib/clock";
import { withoutTenant } from "@/lib/context";
import { directDatabase } from "@/lib/database";
import { second } from "@/lib/durations";
import { logger } from "@/lib/logger";
import { timeMachineExists } from "./guard";
import { readTime, timeChannel } from "./time-row";

const system = { kind: "system", id: "worker" } as const;

/** Reads the shift once, for scripts. Does nothing without a time machine. */
export async function recallClock(): Promise<void> {
  if (!timeMachineExists()) return;
  const { shiftSeconds } = await withoutTenant({ actor: system }, readTime);
  follow(shiftSeconds);
}

/**
 * Follows the time machine as long as the process lives: reads the shift at the start and after each reconnect, and
 * listens for changes on a connection of its own. Does nothing without a time machine.
 */
export async function followClock(): Promise<void> {
  if (!timeMachineExists()) return;
  const listening = listen();
  // A database that is down must not delay the start. The first read follows when it is back.
  await Promise.race([listening, sleep(3 * second, undefined, { ref: false })]);
}

async function listen(): Promise<void> {
  for (;;) {
    try {
      await directDatabase("app").$client.listen(timeChannel, onMove, () => void recall());
      return await recall();
    } catch (error) {
      logger.warn({ err: error }, "could not read the time machine yet");
      await sleep(second, undefined, { ref: false });
    }
  }
}

const onMove = (payload: string): void => follow(Number(payload));

/** Time moves forward only, so of a read and a notification that cross, the later time is right. */
function follow(shiftSeconds: number): void {
  shiftClock(Math.max(clockShift(), shiftSeconds));
}

async function recall(): Promise<void> {
  await recallClock().catch((error: unknown) => logger.warn({ err: error }, "could not read the time machine"));
}
