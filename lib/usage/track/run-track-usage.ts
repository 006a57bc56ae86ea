import "server-only";
import { sql } from "drizzle-orm";
import { hasSqlState, platformDatabase, type Transaction } from "@/lib/database";
import { unavailable } from "@/lib/errors";
import type { Batch, RoutineResult } from "./batch";
import { type RoutineJson, readRoutine, trackParameters, trackStatement } from "./routine-format";

/** GH001: the limits have changed since they were resolved. 40P01: a deadlock. */
const retryableStates = ["GH001", "40P01"];
/** GH002: the platform key is no longer valid. */
const staleKeyState = "GH002";

type Row = { result: string | RoutineJson };

/** Runs `track_usage` in the caller's transaction. */
export async function runTrackUsageIn(tx: Transaction, batches: readonly Batch[]): Promise<RoutineResult> {
  const [row] = await tx.execute<Row>(statement(batches)).catch((error: unknown) => {
    throw isRetryable(error) ? unavailable("The plan just changed, so nothing was counted. Try again.", error) : error;
  });
  return readResult(batches, row?.result);
}

const [opening = "", ...gaps] = trackStatement.split(/\$\d+/);

/** The statement for drizzle: text and parameters in turn. */
function statement(batches: readonly Batch[]) {
  const chunks = trackParameters(batches, null).map((value, index) => sql`${value}${sql.raw(gaps[index] ?? "")}`);
  return sql.join([sql.raw(opening), ...chunks]);
}

/**
 * Runs `track_usage` in a transaction of its own: one statement, one round trip. In the
 * platform role, because platform keys report for several organizations at once.
 */
export async function runTrackUsage(batches: readonly Batch[], keyIds: readonly string[]): Promise<RoutineResult> {
  const client = platformDatabase().$client;
  const values = trackParameters(batches, keyIds.length > 0 ? keyIds : null);
  const [row] = await client.unsafe<Row[]>(trackStatement, values);
  return readResult(batches, row?.result);
}

/** Nothing was written, and it may succeed once the limits are resolved again. */
export const isRetryable = (error: unknown): boolean => hasSqlState(error, ...retryableStates);

/** A key was revoked or expired since it was cached. Nothing was written. */
export const isStaleKey = (error: unknown): boolean => hasSqlState(error, staleKeyState);

/** A stale key, or a value PostgreSQL cannot store (class 22): other requests of the batch may succeed. */
export const isErrorOfOneRequest = (error: unknown): boolean => hasSqlState(error, staleKeyState, "22");

/** Drizzle turns off the driver's JSON parsing, and then it is text. */
function readResult(batches: readonly Batch[], result: Row["result"] | undefined): RoutineResult {
  if (result === undefined) throw new Error("track_usage returned nothing");
  return readRoutine(batches, typeof result === "string" ? JSON.parse(result) : result);
}
