import { sql } from "drizzle-orm";
import { bigint, boolean, check, jsonb, pgTable } from "drizzle-orm/pg-core";
import type { Journey } from "./journey";

/**
 * How far product time is ahead of wall time, and the journey that moves it. Only read where the time machine is available; in
 * production a row has no effect.
 */
export const timeMachine = pgTable(
  "time_machine",
  {
    /** Makes this the only row: the whole deployment shares one clock. */
    only: boolean().primaryKey().default(true),
    shiftSeconds: bigint({ mode: "number" }).notNull().default(0),
    /** The latest journey, until the next one. */
    journey: jsonb().$type<Journey>(),
  },
  (table) => [check("time_machine_one_row", sql`${table.only}`)],
);
