import { sql } from "drizzle-orm";
import { boolean, foreignKey, index, jsonb, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
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
    /** What the limit was when the counter last moved; null for none. Overage of a period that is over is reckoned by it. */
    included: quantity(),
    /** Whether use above `included` was sold when the counter last moved. */
    sold: boolean().notNull().default(false),
    /** The sum of reservations that are neither settled nor swept: 0 says that there is none to look for. */
    held: quantity().notNull().default(0),
    /** How much of the overage is in `overage_reports`. */
    overageReported: quantity().notNull().default(0),
    updatedAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.meter, table.periodStart] }),
    // Of columns that seldom change, so that counting goes on without touching an index.
    index("usage_counters_sold_index").on(table.periodEnd).where(sql`${table.sold}`),
  ],
);

/**
 * Whoever counts what an organization used locks its row first, and with it all of its counters and idempotency keys: of
 * two events with one key, the second sees the first, whatever their meters, periods and partitions. Not the subscription's
 * row, which is locked while Stripe is asked.
 */
export const usageGates = pgTable("usage_gates", {
  organizationId: organizationId()
    .primaryKey()
    .references(() => organizations.id, { onDelete: "cascade" }),
});

/** An amount held against a counter's limit until it is committed, released or expired. */
export const usageReservations = pgTable(
  "usage_reservations",
  {
    organizationId: organizationId().references(() => organizations.id, { onDelete: "cascade" }),
    id: uuid().notNull(),
    meter: text().notNull(),
    periodStart: instant().notNull(),
    amount: quantity().notNull(),
    idempotencyKey: text(),
    properties: jsonb().$type<Record<string, string | number | boolean>>(),
    reservedAt: instant().notNull(),
    expiresAt: instant().notNull(),
    /** How and when it ended; null while it is held. One that expired and was not swept yet holds nothing all the same. */
    outcome: text({ enum: ["committed", "released", "expired"] }),
    settledAt: instant(),
    /** What was counted of it. */
    committed: quantity(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    unique("usage_reservations_key_unique").on(table.organizationId, table.idempotencyKey),
    foreignKey({
      name: "usage_reservations_counter_fk",
      columns: [table.organizationId, table.meter, table.periodStart],
      foreignColumns: [usageCounters.organizationId, usageCounters.meter, usageCounters.periodStart],
    }).onDelete("cascade"),
    index("usage_reservations_held_index")
      .on(table.organizationId, table.meter, table.periodStart)
      .where(sql`${table.settledAt} is null`),
    index("usage_reservations_expiry_index").on(table.expiresAt).where(sql`${table.settledAt} is null`),
    index("usage_reservations_id_index").on(table.id),
  ],
);

/**
 * What was told to Stripe of an organization's overage: one row for each report, made before it is sent, so that no unit is
 * sent twice or forgotten, whatever happens in between.
 */
export const overageReports = pgTable(
  "overage_reports",
  {
    organizationId: organizationId(),
    meter: text().notNull(),
    periodStart: instant().notNull(),
    /** Overage of the period up to and with this report: with the columns before it, what makes the report one of a kind. */
    reportedTo: quantity().notNull(),
    units: quantity().notNull(),
    createdAt: instant().notNull(),
    /** The time Stripe is told, a minute that no other report of this meter has; set just before the first attempt. */
    reportedAt: instant(),
    sentAt: instant(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.meter, table.periodStart, table.reportedTo] }),
    foreignKey({
      name: "overage_reports_counter_fk",
      columns: [table.organizationId, table.meter, table.periodStart],
      foreignColumns: [usageCounters.organizationId, usageCounters.meter, usageCounters.periodStart],
    }).onDelete("cascade"),
    index("overage_reports_unsent_index").on(table.createdAt).where(sql`${table.sentAt} is null`),
  ],
);

/** Each step of the ladder is told once per organization, meter and period. */
export const usageNotices = pgTable(
  "usage_notices",
  {
    organizationId: organizationId(),
    meter: text().notNull(),
    periodStart: instant().notNull(),
    step: text({ enum: ["warning", "critical", "soft", "hard"] }).notNull(),
    toldAt: instant().notNull(),
    /** When its e-mail was put in the outbox; null while that is due. */
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
