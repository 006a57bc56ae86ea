import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { clockShift, shiftClock } from "@/lib/clock";
import { withoutTenant } from "@/lib/context";
import { appDatabase } from "@/lib/database";
import { logger } from "@/lib/logger";
import { timeMachineExists } from "./guard";
import { readTime, timeChannel } from "./time-row";

const system = { kind: "system", id: "worker" } as const;

/** Reads once how far time is ahead: for a script. Nothing is read where there is no time machine. */
export async function recallClock(): Promise<void> {
  if (!timeMachineExists()) return;
  const { shiftSeconds } = await withoutTenant({ actor: system }, readTime);
  follow(shiftSeconds);
}

/**
 * Follows the time machine for as long as the process lives, on a connection of its own: the shift is read at the start and
 * whenever the connection was made anew, and heard of otherwise. Where there is no time machine there is no listener, and
 * what the row says means nothing.
 */
export async function followClock(): Promise<void> {
  if (!timeMachineExists()) return;
  const listening = listen();
  // A database that is away must not hold up the start; the first read follows when it is back.
  await Promise.race([listening, sleep(3_000, undefined, { ref: false })]);
}

async function listen(): Promise<void> {
  for (;;) {
    try {
      await appDatabase().$client.listen(timeChannel, hear, () => void recall());
      return await recall();
    } catch (error) {
      logger.warn({ err: error }, "the time machine's row cannot be read yet");
      await sleep(1_000, undefined, { ref: false });
    }
  }
}

const hear = (payload: string): void => follow(Number(payload));

/** Time goes forward only; so of a reading and a notice that cross, the later one is right. */
function follow(shiftSeconds: number): void {
  shiftClock(Math.max(clockShift(), shiftSeconds));
}

async function recall(): Promise<void> {
  await recallClock().catch((error: unknown) => logger.warn({ err: error }, "the time machine's row cannot be read"));
}
