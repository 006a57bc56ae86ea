import { sql } from "drizzle-orm";
import { boolean, doublePrecision, index, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { users } from "./auth";
import { instant } from "./columns";
import { organizations } from "./tenancy";

export const alertKinds = [
  "payment_failed",
  "cancellation",
  "limit_breach",
  "drift",
  "webhook_backlog",
  "job_failing",
  "churn",
  "stripe",
  "external_id_conflict",
  "invoice_overdue",
  "dispute",
  "second_subscription",
  "customer_deleted",
  "audit_broken",
] as const;

/** Alerts to platform admins, written once per event, in the transaction that causes them. */
export const alerts = pgTable(
  "alerts",
  {
    id: uuid().primaryKey(),
    kind: text({ enum: alertKinds }).notNull(),
    organizationId: uuid().references(() => organizations.id, { onDelete: "cascade" }),
    /** Changed when the alert is resolved, so that the same cause can raise another one. */
    dedupeKey: text().notNull().unique(),
    title: text().notNull(),
    text: text().notNull(),
    url: text().notNull(),
    createdAt: instant().notNull(),
    /** When its cause was gone; null while it is open. */
    resolvedAt: instant(),
    /** When a platform admin took it on. It stays until its cause is gone. */
    acknowledgedAt: instant(),
    acknowledgedBy: uuid().references(() => users.id, { onDelete: "set null" }),
    /** Whether it was raised while muted, so no one was notified. */
    muted: boolean().notNull().default(false),
  },
  (table) => [
    index().on(table.createdAt, table.id),
    index("alerts_open").on(table.organizationId).where(sql`${table.resolvedAt} is null`),
    index("alerts_open_newest").on(table.createdAt, table.id).where(sql`${table.resolvedAt} is null`),
  ],
);

/** Alerts that notify no one: of one kind, or of one kind about one organization. */
export const alertMutes = pgTable(
  "alert_mutes",
  {
    id: uuid().primaryKey(),
    kind: text({ enum: alertKinds }).notNull(),
    organizationId: uuid().references(() => organizations.id, { onDelete: "cascade" }),
    reason: text().notNull(),
    createdAt: instant().notNull(),
    createdBy: uuid().references(() => users.id, { onDelete: "set null" }),
    /** When it ends by itself. */
    until: instant().notNull(),
  },
  (table) => [unique("alert_mutes_one").on(table.kind, table.organizationId).nullsNotDistinct()],
);

export const alertThresholdNames = [
  "churn_percent",
  "cancellation_mrr",
  "failed_payment_attempt",
  "backlog_minutes",
] as const;

/** Thresholds that a platform admin has set. The others have their defaults. */
export const alertThresholds = pgTable("alert_thresholds", {
  name: text({ enum: alertThresholdNames }).primaryKey(),
  value: doublePrecision().notNull(),
  updatedAt: instant().notNull(),
  updatedBy: uuid().references(() => users.id, { onDelete: "set null" }),
});
