import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/** The outbox: written in the transaction that causes the email and sent by the worker, so that no email is lost or sent twice. */
export const emails = pgTable(
  "emails",
  {
    id: uuid().primaryKey(),
    organizationId: uuid(),
    to: text().notNull(),
    template: text().notNull(),
    props: jsonb().$type<Record<string, unknown>>().notNull(),
    /** An email with a key is written once, however often its cause occurs. */
    dedupeKey: text().unique(),
    createdAt: instant().notNull(),
    sentAt: instant(),
    attempts: integer().notNull().default(0),
    lastError: text(),
  },
  (table) => [index().on(table.organizationId, table.createdAt), index().on(table.sentAt)],
);

/** Categories people can unsubscribe from. Emails about billing, access and the account are always sent. */
export const emailCategories = ["trial", "usage", "reports"] as const;

/** Unsubscribed addresses. By address and not by user, because an invoice's recipient may have no account. */
export const emailSuppressions = pgTable(
  "email_suppressions",
  {
    address: text().notNull(),
    category: text({ enum: emailCategories }).notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.address, table.category] })],
);
