import { foreignKey, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, organizationId, quantity } from "./columns";
import { organizations } from "./tenancy";

/** What an organization used of a counter in a usage period: the sum of its accepted events, exactly. */
export const usageCounters = pgTable(
  "usage_counters",
  {
    organizationId: organizationId().references(() => organizations.id, { onDelete: "cascade" }),
    meter: text().notNull(),
    periodStart: instant().notNull(),
    periodEnd: instant().notNull(),
    used: quantity().notNull(),
    /** When the limit was first reached in this period. */
    graceStartedAt: instant(),
    updatedAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.meter, table.periodStart] })],
);

/** The answer given to an idempotency key, kept for at least 35 days whatever becomes of the event's partition. */
export const usageKeys = pgTable(
  "usage_keys",
  {
    organizationId: organizationId().references(() => organizations.id, { onDelete: "cascade" }),
    key: text().notNull(),
    /** SHA-256 of the event's meaning: the same key with another body is a conflict. */
    fingerprint: text().notNull(),
    outcome: jsonb().notNull(),
    recordedAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.key] })],
);

/** Each step of the ladder is told once per organization, meter and period. */
export const usageNotices = pgTable(
  "usage_notices",
  {
    organizationId: organizationId(),
    meter: text().notNull(),
    periodStart: instant().notNull(),
    step: text({ enum: ["call", "email", "soft", "hard"] }).notNull(),
    toldAt: instant().notNull(),
    /** When its e-mail was put in the outbox; null while that is due, and for a step that is told on the pages only. */
    mailedAt: instant(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.meter, table.periodStart, table.step] }),
    foreignKey({
      columns: [table.organizationId, table.meter, table.periodStart],
      foreignColumns: [usageCounters.organizationId, usageCounters.meter, usageCounters.periodStart],
    }).onDelete("cascade"),
  ],
);

/** The present level of a gauge: one row, changed in the transaction that makes or deletes the thing measured. */
export const gauges = pgTable(
  "gauges",
  {
    organizationId: organizationId().references(() => organizations.id, { onDelete: "cascade" }),
    meter: text().notNull(),
    level: quantity().notNull(),
    updatedAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.meter] })],
);

/** The history of a gauge's levels. */
export const gaugeReadings = pgTable(
  "gauge_readings",
  {
    organizationId: organizationId(),
    meter: text().notNull(),
    id: uuid().notNull(),
    level: quantity().notNull(),
    measuredAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.meter, table.id] }),
    foreignKey({
      columns: [table.organizationId, table.meter],
      foreignColumns: [gauges.organizationId, gauges.meter],
    }).onDelete("cascade"),
  ],
);
