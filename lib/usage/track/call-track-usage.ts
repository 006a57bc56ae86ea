import "server-only";
import { sql } from "drizzle-orm";
import { platformDatabase, type Transaction } from "@/lib/database";
import { withinDeadline } from "@/lib/deadline";
import { unavailable } from "@/lib/errors";
import { hasSqlState } from "@/lib/sql-state";
import type { Batch, RoutineResult } from "./batch";
import { type RoutineJson, readRoutine, trackParameters, trackStatement } from "./routine-call";

/** What `track_usage` raises when the limits it was handed are no longer true, and PostgreSQL for a deadlock. */
const retriedStates = ["GH001", "40P01"];
const keyState = "GH002";

/** An event counted late all the same is counted once if it has an idempotency key. */
const patienceMs = 4_500;

type Row = { result: string | RoutineJson };

/** Runs the routine in the caller's transaction. */
export async function callTrackUsage(tx: Transaction, batches: readonly Batch[]): Promise<RoutineResult> {
  const [row] = await tx.execute<Row>(statement(batches)).catch((error: unknown) => {
    throw isWorthRetrying(error)
      ? unavailable("The plan changed at this moment. Nothing was counted; try again.", error)
      : error;
  });
  return readResult(batches, row?.result);
}

const [opening = "", ...gaps] = trackStatement.split(/\$\d+/);

/** The statement as drizzle takes it: text and parameters in turn. */
function statement(batches: readonly Batch[]) {
  const chunks = trackParameters(batches, null).map((value, index) => sql`${value}${sql.raw(gaps[index] ?? "")}`);
  return sql.join([sql.raw(opening), ...chunks]);
}

/**
 * Runs the routine as its own transaction: one statement, prepared once a connection, one round trip. In the platform's
 * role: who reports with a platform key names organizations, several of them at once.
 */
export async function callTrackUsageAlone(
  batches: readonly Batch[],
  keyIds: readonly string[],
): Promise<RoutineResult> {
  const client = platformDatabase().$client;
  const values = trackParameters(batches, keyIds.length > 0 ? keyIds : null);
  const [row] = await withinDeadline(patienceMs, "The database", () =>
    client.unsafe<Row[]>(trackStatement, values, { prepare: true }),
  );
  return readResult(batches, row?.result);
}

/** Nothing was written, and with the limits resolved again it may well be. */
export const isWorthRetrying = (error: unknown): boolean => hasSqlState(error, ...retriedStates);

/** One of the keys was revoked or has expired since it was remembered. Nothing was written. */
export const isStaleKey = (error: unknown): boolean => hasSqlState(error, keyState);

/** A key that is no longer valid, or a value PostgreSQL cannot store (class 22): the other requests of the call may pass. */
export const isOfOneRequest = (error: unknown): boolean => hasSqlState(error, keyState, "22");

/** Drizzle switches the driver's JSON parsing off for its own columns; then it is the text. */
function readResult(batches: readonly Batch[], result: Row["result"] | undefined): RoutineResult {
  if (result === undefined) throw new Error("track_usage answered nothing");
  return readRoutine(batches, typeof result === "string" ? JSON.parse(result) : result);
}
