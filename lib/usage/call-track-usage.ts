import "server-only";
import { sql } from "drizzle-orm";
import type { Actor } from "@/lib/context";
import { appDatabase, type Transaction } from "@/lib/database";
import { unavailable } from "@/lib/errors";
import type { Batch, RoutineResult } from "./batch";

/** What `track_usage` raises when the limits it was handed are no longer true, and PostgreSQL for a deadlock. */
const retriedStates = ["GH001", "40P01"];

type Call = { now: Date; actor: Actor; batches: readonly Batch[] };

/** Runs the routine in the caller's transaction. */
export async function callTrackUsage(tx: Transaction, { now, actor, batches }: Call): Promise<RoutineResult> {
  const [row] = await tx
    .execute<{ result: string | RoutineResult }>(
      sql`select track_usage(${now.toISOString()}, ${sourceOf(actor)}, ${JSON.stringify(batches)}) as result`,
    )
    .catch((error: unknown) => {
      throw isWorthRetrying(error)
        ? unavailable("The plan changed at this moment. Nothing was counted; try again.", error)
        : error;
    });
  return readResult(row?.result);
}

/** Runs the routine as its own transaction: one statement, prepared once a connection, one round trip. */
export async function callTrackUsageAlone({ now, actor, batches }: Call): Promise<RoutineResult> {
  const client = appDatabase().$client;
  const [row] = await client<{ result: string | RoutineResult }[]>`
    select track_usage(${now.toISOString()}::timestamptz, ${sourceOf(actor)}, ${JSON.stringify(batches)}::jsonb) as result`;
  return readResult(row?.result);
}

/** Nothing was written, and with the limits resolved again it may well be. */
export function isWorthRetrying(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ("code" in cause && retriedStates.includes(String(cause.code))) return true;
  }
  return false;
}

const sourceOf = (actor: Actor): string => `${actor.kind}:${actor.id}`;

/** Drizzle switches the driver's JSON parsing off for its own columns; a bare query gets the text. */
function readResult(result: string | RoutineResult | undefined): RoutineResult {
  if (result === undefined) throw new Error("track_usage answered nothing");
  return typeof result === "string" ? JSON.parse(result) : result;
}
