import { jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, organizationId, quantity } from "./columns";

/**
 * Every accepted event of a counter. Partitioned by month of `recorded_at`, which drizzle-kit cannot express: the table
 * is made by hand in the migration `usage_events`, and this file is left out of drizzle-kit's sight. One index and no foreign
 * key, for the sake of writing: the trigger `forget_usage` deletes with the organization.
 */
export const usageEvents = pgTable(
  "usage_events",
  {
    organizationId: organizationId(),
    recordedAt: instant().notNull(),
    id: uuid().notNull(),
    meter: text().notNull(),
    amount: quantity().notNull(),
    occurredAt: instant().notNull(),
    periodStart: instant().notNull(),
    idempotencyKey: text(),
    properties: jsonb().$type<Record<string, string | number | boolean>>(),
    /** Which key or part of the product reported it. */
    source: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.recordedAt, table.id] })],
);
