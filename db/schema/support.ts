import { index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { users } from "./auth";
import { instant } from "./columns";
import { organizations } from "./tenancy";

export const supportTopics = ["question", "billing", "bug", "sales", "security"] as const;
export const supportStates = ["open", "answered", "closed"] as const;

/**
 * Messages from the support page, from visitors and members. What serves customers may only add to them. Platform admins read and
 * answer them.
 */
export const supportRequests = pgTable(
  "support_requests",
  {
    id: uuid().primaryKey(),
    /** Null for visitors, and for people who weren't signed in. */
    organizationId: uuid().references(() => organizations.id, { onDelete: "cascade" }),
    /** Who was signed in. Null for visitors, and when the account was deleted. */
    userId: uuid().references(() => users.id, { onDelete: "set null" }),
    name: text().notNull(),
    email: text().notNull(),
    topic: text({ enum: supportTopics }).notNull(),
    message: text().notNull(),
    state: text({ enum: supportStates }).notNull(),
    createdAt: instant().notNull(),
    /** When the state last changed. */
    changedAt: instant().notNull(),
  },
  (table) => [
    index().on(table.state, table.createdAt, table.id),
    index().on(table.createdAt, table.id),
    index().on(table.organizationId),
    index().on(table.email),
  ],
);

/** What platform admins answered, by email. */
export const supportReplies = pgTable(
  "support_replies",
  {
    id: uuid().primaryKey(),
    requestId: uuid()
      .notNull()
      .references(() => supportRequests.id, { onDelete: "cascade" }),
    /** Null when the admin's account was deleted. */
    authorId: uuid().references(() => users.id, { onDelete: "set null" }),
    text: text().notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [index().on(table.requestId, table.createdAt)],
);
