import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/** The outbox: written in the transaction that causes the e-mail, sent by the worker, so nothing is lost or sent twice. */
export const emails = pgTable(
  "emails",
  {
    id: uuid().primaryKey(),
    organizationId: uuid(),
    to: text().notNull(),
    template: text().notNull(),
    props: jsonb().$type<Record<string, unknown>>().notNull(),
    /** An e-mail with a key is written once, however often its cause comes by. */
    dedupeKey: text().unique(),
    createdAt: instant().notNull(),
    sentAt: instant(),
    attempts: integer().notNull().default(0),
    lastError: text(),
  },
  (table) => [index().on(table.organizationId, table.createdAt), index().on(table.sentAt)],
);

/** What can be unsubscribed from. Everything else is about money, access or the account itself, and is always sent. */
export const emailCategories = ["trial", "usage"] as const;

/** Who wants no more of a kind of e-mail. Kept by address, not by person: an invoice's recipient need have no account. */
export const emailSuppressions = pgTable(
  "email_suppressions",
  {
    address: text().notNull(),
    category: text({ enum: emailCategories }).notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.address, table.category] })],
);
