import "server-only";
import { sql } from "drizzle-orm";
import { timeMachine } from "@/db/schema";
import { shiftClock } from "@/lib/clock";
import type { Context } from "@/lib/context";

/** The channel that notifies every process when time is moved. */
export const timeChannel = "gatehouse_time";

type Row = typeof timeMachine.$inferSelect;
export type TimeRow = Pick<Row, "shiftSeconds" | "journey">;

/** How far product time is ahead, and the latest journey. */
export async function readTime({ tx }: Pick<Context, "tx">): Promise<TimeRow> {
  const [row] = await tx.select().from(timeMachine);
  return row ?? { shiftSeconds: 0, journey: null };
}

/** The same, with the row locked for the transaction. Creates it if missing. */
export async function lockTime({ tx }: Pick<Context, "tx">): Promise<TimeRow> {
  await tx.insert(timeMachine).values({}).onConflictDoNothing();
  const [row] = await tx.select().from(timeMachine).for("update");
  return row ?? { shiftSeconds: 0, journey: null };
}

/** Writes the row and notifies every process on commit. This one follows at once. */
export async function writeTime({ tx }: Pick<Context, "tx">, time: Partial<TimeRow>): Promise<void> {
  await tx.insert(timeMachine).values(time).onConflictDoUpdate({ target: timeMachine.only, set: time });
  if (time.shiftSeconds === undefined) return;
  await tx.execute(sql`select pg_notify(${timeChannel}, ${String(time.shiftSeconds)})`);
  shiftClock(time.shiftSeconds);
}
