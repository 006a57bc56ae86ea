import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { instant, organizationId, quantity } from "./columns";
import { organizations } from "./tenancy";

/**
 * The steps that a counter's usage and its share of the limit are kept in. PostgreSQL keeps an indexed column out of the way of counting
 * only while its value stays the same, and a step stays the same for nearly all events.
 */
const usedSteps = Array.from({ length: 16 }, (_, digits) => [1, 2, 5].map((first) => first * 10 ** digits)).flat();
export const limitSteps = [0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1, 1.1, 1.25, 1.5, 2, 3, 5, 10] as const;

/** The highest step that usage can be in. */
export const highestUsedStep = usedSteps.length;

/** An organization's usage of a counter in a usage period: the exact sum of its accepted events. */
export const usageCounters = pgTable(
  "usage_counters",
  {
    organizationId: organizationId().references(() => organizations.id, { onDelete: "cascade" }),
    meter: text().notNull(),
    periodStart: instant().notNull(),
    periodEnd: instant().notNull(),
    used: quantity().notNull(),
    /** When the limit in `included` was reached: a grace period belongs to a limit. */
    graceStartedAt: instant(),
    /** The limit when it last counted, or was last compared with the plan; null for none. */
    included: quantity(),
    /** Whether overage was sold at any time of the period. */
    sold: boolean().notNull().default(false),
    /** Units that weren't included when they were used, and were sold. It never shrinks: what was included stays included. */
    overage: quantity().notNull().default(0),
    /** The sum of open reservations, including expired ones not yet cleaned up. 0 means there are none to look up. */
    held: quantity().notNull().default(0),
    /** Units beyond what was included that credits paid for. The plan's thresholds compare `used` without them. */
    credited: quantity().notNull().default(0),
    /** Those of them that money paid for, as blocks of a price are counted per period. */
    prepaid: quantity().notNull().default(0),
    /** How much of the overage `overage_reports` contains. */
    overageReported: quantity().notNull().default(0),
    updatedAt: instant().notNull(),
    /** How many of `usedSteps` are reached, to find those with the most usage. */
    usedStep: integer().generatedAlwaysAs(sql.raw(`width_bucket(used, '{${usedSteps.join(",")}}'::bigint[])`)),
    /** How many of `limitSteps` are reached, to find those near the limit; null for no limit, or one extended by overage. */
    limitStep: integer().generatedAlwaysAs(
      sql.raw(`case when not sold and included is not null
        then width_bucket(used::float8 / greatest(included, 1), '{${limitSteps.join(",")}}'::float8[]) end`),
    ),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.meter, table.periodStart] }),
    // On columns that rarely change, so that counting doesn't update an index.
    index("usage_counters_sold_index").on(table.periodEnd).where(sql`${table.sold}`),
    index("usage_counters_most_used").on(table.meter, table.usedStep, table.periodEnd),
    index("usage_counters_near_limit").on(table.periodEnd, table.limitStep).where(sql`${table.limitStep} > 0`),
  ],
);

/**
 * Every writer of an organization's usage locks this row first, and with it all of its counters and idempotency keys. So of two
 * events with one key, the second sees the first, even with another meter, period or partition. The subscription's row isn't
 * used for this, because it is locked during calls to Stripe.
 */
export const usageGates = pgTable("usage_gates", {
  organizationId: organizationId()
    .primaryKey()
    .references(() => organizations.id, { onDelete: "cascade" }),
  /** The version of the entitlements that `followLimits` last compared the counters with. */
  followedVersion: bigint({ mode: "number" }),
  /** When it has to compare them again even if the version is the same. */
  followAt: instant(),
  /** Whether counting beyond what is included has to look for credits. False for those that have none. */
  watched: boolean().notNull().default(false),
});

/**
 * What was included, and whether more was sold, from when on. An event with a timestamp is rated at the terms of that time.
 * Only for meters that some plan sells overage of.
 */
export const usageTerms = pgTable(
  "usage_terms",
  {
    organizationId: organizationId().references(() => organizations.id, { onDelete: "cascade" }),
    meter: text().notNull(),
    since: instant().notNull(),
    /** Null for no limit. */
    included: quantity(),
    sold: boolean().notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.meter, table.since] })],
);

/** An amount reserved of a counter's limit until it is committed, released or expires. */
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
    /** Null while it is open. An expired reservation reserves nothing, even before it is cleaned up. */
    outcome: text({ enum: ["committed", "released", "expired"] }),
    settledAt: instant(),
    /** How much of it was counted as usage. */
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
 * Overage reported to Stripe. Each report is written before it is sent, so that no unit is sent twice or lost if sending is
 * interrupted.
 */
export const overageReports = pgTable(
  "overage_reports",
  {
    organizationId: organizationId(),
    meter: text().notNull(),
    periodStart: instant().notNull(),
    /** Overage of the period up to and including this report. */
    reportedTo: quantity().notNull(),
    units: quantity().notNull(),
    createdAt: instant().notNull(),
    /** The time sent to Stripe: a minute that no other report of this meter has. Set just before the first attempt. */
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

/** Thresholds reached and amounts refused, each notified once per organization, meter, period and limit. */
export const usageNotices = pgTable(
  "usage_notices",
  {
    organizationId: organizationId(),
    meter: text().notNull(),
    periodStart: instant().notNull(),
    /** The limit that it is about. */
    atLimit: quantity().notNull().default(0),
    step: text({ enum: ["warning", "critical", "soft", "refused", "hard"] }).notNull(),
    /** The amount that was refused, while a smaller one would have fit. */
    refused: quantity(),
    toldAt: instant().notNull(),
    /** When its email was added to the outbox; null while that is due. */
    mailedAt: instant(),
    /** When another limit or another period began; null while its alert is open. */
    overAt: instant(),
  },
  (table) => [
    primaryKey({
      name: "usage_notices_pk",
      columns: [table.organizationId, table.meter, table.periodStart, table.atLimit, table.step],
    }),
    foreignKey({
      columns: [table.organizationId, table.meter, table.periodStart],
      foreignColumns: [usageCounters.organizationId, usageCounters.meter, usageCounters.periodStart],
    }).onDelete("cascade"),
    // Which organizations have reached a limit, out of all of them.
    index("usage_notices_open_limits")
      .on(table.organizationId)
      .where(sql`${table.overAt} is null and ${table.step} in ('soft', 'refused', 'hard')`),
  ],
);

/** The current level of a gauge, updated in the transaction that creates or deletes what it measures. */
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

/** Past levels of a gauge. */
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
