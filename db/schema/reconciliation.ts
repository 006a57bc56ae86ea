import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { instant, organizationId } from "./columns";
import { organizations } from "./tenancy";

export const reconciliationPhases = ["customers", "invoices", "unseen", "charges", "disputes", "events"] as const;

/** A comparison of everything at Stripe with the database. It stores its cursor, so that it continues after a crash. */
export const reconciliations = pgTable(
  "reconciliations",
  {
    id: uuid().primaryKey(),
    status: text({ enum: ["running", "done", "failed"] }).notNull(),
    /** The actor that started it: `worker` for the schedule, or the id of a platform admin. */
    requestedBy: text().notNull(),
    phase: text({ enum: reconciliationPhases }).notNull(),
    /** Where the phase continues, a Stripe id or one of ours. Null at its start. */
    cursor: text(),
    /** How many customers the database had at the start, for the progress bar. */
    expected: integer().notNull(),
    customersChecked: integer().notNull().default(0),
    invoicesChecked: integer().notNull().default(0),
    eventsFetched: integer().notNull().default(0),
    /** How many customers the reading that doesn't trust the sync has checked. */
    chargesChecked: integer().notNull().default(0),
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

/** How the mirror may differ from what a sync would write. */
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

/** What a reading of Stripe that shares nothing with the sync finds: what is charged, counted, provided and shown. */
export const readingKinds = ["next_charge", "mrr", "access", "items", "scheduled", "owed", "dispute"] as const;

/** Every kind of mismatch. `link`: a Stripe customer names an organization that isn't linked to it. */
export const mismatchKinds = [...driftKinds, ...readingKinds, "link"] as const;

/** Mismatches between Stripe and the database: both values, and whether it was repaired or needs review. */
export const drift = pgTable(
  "drift",
  {
    id: uuid().primaryKey(),
    /** Null if only one organization was verified. */
    reconciliationId: uuid().references(() => reconciliations.id, { onDelete: "set null" }),
    /** Null for a Stripe customer without an organization. */
    organizationId: uuid().references(() => organizations.id, { onDelete: "cascade" }),
    stripeCustomerId: text().notNull(),
    kind: text({ enum: mismatchKinds }).notNull(),
    /** The id of the Stripe object: a subscription, an item, an invoice or the customer. */
    subject: text().notNull(),
    here: jsonb().$type<Record<string, unknown>>().notNull(),
    there: jsonb().$type<Record<string, unknown>>().notNull(),
    outcome: text({ enum: ["repaired", "needs_person"] }).notNull(),
    /** A sentence about what was done, or what a person should do. */
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

/** When an organization last matched Stripe. Not in `subscriptions`, because every update there invalidates caches. */
export const verifications = pgTable("verifications", {
  organizationId: organizationId()
    .primaryKey()
    .references(() => organizations.id, { onDelete: "cascade" }),
  verifiedAt: instant().notNull(),
  /** Stripe's own time of the last sync's read, which includes every change from before it. Null on a test clock. */
  stripeReadAt: instant(),
});
