import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { instant, organizationId } from "./columns";
import { organizations } from "./tenancy";

export const reconciliationPhases = ["customers", "invoices", "unseen", "events"] as const;

/** A comparison of everything Stripe has with everything the database has. Its cursor is kept, so that it goes on where it was killed. */
export const reconciliations = pgTable(
  "reconciliations",
  {
    id: uuid().primaryKey(),
    status: text({ enum: ["running", "done", "failed"] }).notNull(),
    /** The clock, or the platform admin who asked for it. */
    requestedBy: text().notNull(),
    phase: text({ enum: reconciliationPhases }).notNull(),
    /** Where the phase goes on: Stripe's id or our own; null at its beginning. */
    cursor: text(),
    /** How many customers there were here when it began: the measure of its progress. */
    expected: integer().notNull(),
    customersChecked: integer().notNull().default(0),
    invoicesChecked: integer().notNull().default(0),
    eventsFetched: integer().notNull().default(0),
    error: text(),
    startedAt: instant().notNull(),
    progressAt: instant().notNull(),
    finishedAt: instant(),
  },
  (table) => [
    uniqueIndex("reconciliations_one_running").on(table.status).where(sql`${table.status} = 'running'`),
    index().on(table.startedAt),
  ],
);

export const driftKinds = [
  "missing_here",
  "missing_there",
  "status",
  "plan",
  "quantity",
  "period",
  "amount",
  "duplicate_subscription",
] as const;

/** Differences between Stripe and the database: what each said, and what was done or is left for a person to do. */
export const drift = pgTable(
  "drift",
  {
    id: uuid().primaryKey(),
    /** Null when one organization was verified by itself. */
    reconciliationId: uuid().references(() => reconciliations.id, { onDelete: "set null" }),
    /** Null for a customer of Stripe that is nobody's here. */
    organizationId: uuid().references(() => organizations.id, { onDelete: "cascade" }),
    stripeCustomerId: text().notNull(),
    kind: text({ enum: driftKinds }).notNull(),
    /** The object of Stripe it is about: a subscription, an item, an invoice or the customer. */
    subject: text().notNull(),
    here: jsonb().$type<Record<string, unknown>>().notNull(),
    there: jsonb().$type<Record<string, unknown>>().notNull(),
    outcome: text({ enum: ["repaired", "needs_person"] }).notNull(),
    /** In words: what was done, or what a person should do. */
    advice: text().notNull(),
    foundAt: instant().notNull(),
    seenAt: instant().notNull(),
    resolvedAt: instant(),
  },
  (table) => [
    index().on(table.foundAt, table.id),
    index().on(table.organizationId, table.foundAt),
    uniqueIndex("drift_open_once")
      .on(table.stripeCustomerId, table.kind, table.subject)
      .where(sql`${table.resolvedAt} is null`),
  ],
);

/** When an organization was last found to be as Stripe has it. Apart from its subscription, whose every change is news to the caches. */
export const verifications = pgTable("verifications", {
  organizationId: organizationId()
    .primaryKey()
    .references(() => organizations.id, { onDelete: "cascade" }),
  verifiedAt: instant().notNull(),
});
