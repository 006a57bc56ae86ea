import { boolean, index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/** The result of each job, kept longer than the job queue keeps its own rows. */
export const jobRuns = pgTable(
  "job_runs",
  {
    id: uuid().primaryKey(),
    queue: text().notNull(),
    jobId: uuid().notNull(),
    attempt: integer().notNull(),
    outcome: text({ enum: ["done", "failed"] }).notNull(),
    /** Whether it isn't retried. */
    lastAttempt: boolean().notNull(),
    error: text(),
    startedAt: instant().notNull(),
    finishedAt: instant().notNull(),
  },
  (table) => [index().on(table.queue, table.finishedAt), index().on(table.finishedAt)],
);
