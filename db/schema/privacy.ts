import { bigint, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { users } from "./auth";
import { instant, minorUnits, organizationId } from "./columns";

/**
 * What an audit row says about people beyond their IDs: an address, a name, an IP address, a browser. The sealed row has a digest of
 * it, so changing it is detected and deleting it leaves the chain intact. No foreign key, as for `audit_log`.
 */
export const auditPersonal = pgTable(
  "audit_personal",
  {
    organizationId: organizationId(),
    seq: bigint({ mode: "number" }).notNull(),
    /** The account it's about, if there is one. No foreign key: deleting the account deletes these rows. */
    personId: uuid(),
    /** The address it's about, shown as the row's subject. */
    email: text(),
    facts: jsonb().$type<Record<string, unknown>>().notNull(),
    /** Random, so that guessed facts can't be checked against the digest. */
    salt: text().notNull(),
    occurredAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.seq] }),
    index().on(table.personId),
    index().on(table.email, table.seq),
    index().on(table.organizationId, table.occurredAt),
  ],
);

export const retentionPeriodNames = [
  "sessions",
  "sign_in_history",
  "invitations",
  "support_requests",
  "email_log",
  "stripe_events",
  "webhook_messages",
  "stored_answers",
  "alerts",
  "job_runs",
  "visits",
  "usage_events",
  "audit_log",
  "deleted_audit_log",
  "deleted_invoices",
] as const;

export type RetentionPeriodName = (typeof retentionPeriodNames)[number];

/** Retention periods that a platform admin has set. The others have their defaults (`lib/privacy/retention`). */
export const retentionPeriods = pgTable("retention_periods", {
  name: text({ enum: retentionPeriodNames }).primaryKey(),
  /** In the period's unit: days or months. */
  value: integer().notNull(),
  updatedAt: instant().notNull(),
  updatedBy: uuid().references(() => users.id, { onDelete: "set null" }),
});

/**
 * Invoices, credit notes and refunds of deleted organizations, as tax law requires. Written when the organization is deleted, and
 * deleted when their retention ends.
 */
export const retainedDocuments = pgTable(
  "retained_documents",
  {
    organizationId: organizationId(),
    stripeId: text().notNull(),
    kind: text({ enum: ["invoice", "credit_note", "refund"] }).notNull(),
    /** Whose it is at Stripe, to keep what is issued to it after the organization was deleted. */
    stripeCustomerId: text(),
    /** Who it was issued to. */
    organizationName: text().notNull(),
    /** ISO 3166-1 alpha-2: the country of the billing address. */
    country: text(),
    number: text(),
    status: text().notNull(),
    currency: text().notNull(),
    /** Including tax, in minor units. */
    total: minorUnits().notNull(),
    /** The tax included. Null for a refund, which has none of its own. */
    tax: minorUnits(),
    amountPaid: minorUnits(),
    /** The invoice it corrects. Null for an invoice, and for a refund of a payment without one. */
    stripeInvoiceId: text(),
    issuedAt: instant().notNull(),
    deletedAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.stripeId] }),
    index().on(table.issuedAt),
    index().on(table.stripeCustomerId),
  ],
);
