import { sql } from "drizzle-orm";
import { index, pgTable, text, uuid } from "drizzle-orm/pg-core";
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
  },
  (table) => [
    index().on(table.createdAt),
    index("alerts_open").on(table.organizationId).where(sql`${table.resolvedAt} is null`),
  ],
);
