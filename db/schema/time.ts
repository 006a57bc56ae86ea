import { sql } from "drizzle-orm";
import { bigint, boolean, check, jsonb, pgTable } from "drizzle-orm/pg-core";
import type { Journey } from "./journey";

/**
 * How far product time is ahead of wall time, and the journey that moves it: one row, for the whole deployment. Read only
 * where the time machine may exist; elsewhere a row means nothing.
 */
export const timeMachine = pgTable(
  "time_machine",
  {
    /** There is one time, so there is one row. */
    only: boolean().primaryKey().default(true),
    shiftSeconds: bigint({ mode: "number" }).notNull().default(0),
    /** The latest journey, until the next one. */
    journey: jsonb().$type<Journey>(),
  },
  (table) => [check("time_machine_one_row", sql`${table.only}`)],
);
