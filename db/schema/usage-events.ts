import { jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant, organizationId, quantity } from "./columns";

/**
 * Every accepted event of a counter, with its idempotency key and the answer that was given to it: the same key again, 35
 * days long and more, gets it once more. Partitioned by month of `recorded_at`, which drizzle-kit cannot express: the table
 * is made by hand in the migrations, and this file is left out of drizzle-kit's sight.
 *
 * Made for writing: no primary key and no foreign key, but in each month a unique index of organization and idempotency
 * key, which also finds an organization's events, and a BRIN index of time, which is next to nothing. The trigger
 * `forget_usage` deletes with the organization.
 */
export const usageEvents = pgTable("usage_events", {
  organizationId: organizationId(),
  recordedAt: instant().notNull(),
  id: uuid().notNull(),
  meter: text().notNull(),
  amount: quantity().notNull(),
  /** When it happened, if whoever reported it said so; else it is when it was recorded. */
  occurredAt: instant(),
  periodStart: instant().notNull(),
  idempotencyKey: text(),
  properties: jsonb().$type<Record<string, string | number | boolean>>(),
  /** Which key or part of the product reported it. */
  source: text().notNull(),
  /** The answer: what was used with it, and the limits of that moment. Null in events of before answers were kept here. */
  used: quantity(),
  included: quantity(),
  hardLimit: quantity(),
  graceEndsAt: instant(),
  resetsAt: instant(),
  /** Null for `ok`. */
  state: text(),
});
