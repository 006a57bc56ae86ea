import { index, integer, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { users } from "./auth";
import { instant } from "./columns";
import { organizations } from "./tenancy";

/** Addresses of the founder's own systems, which are told what happens here. Secrets are stored sealed. */
export const webhookEndpoints = pgTable("webhook_endpoints", {
  id: uuid().primaryKey(),
  url: text().notNull(),
  description: text().notNull(),
  events: text().array().notNull(),
  /** `slack`: a body of `{text}`, as Slack's incoming webhooks and those that imitate them take it. */
  format: text({ enum: ["standard", "slack"] }).notNull(),
  secret: text().notNull(),
  /** While a secret rolls, what is sent is signed with both. */
  previousSecret: text(),
  previousSecretUntil: instant(),
  createdBy: uuid()
    .notNull()
    .references(() => users.id),
  createdAt: instant().notNull(),
  disabledAt: instant(),
});

/** What happened, written in the transaction of its cause. */
export const webhookMessages = pgTable(
  "webhook_messages",
  {
    id: uuid().primaryKey(),
    type: text().notNull(),
    /** Still told of when the organization has been deleted since. */
    organizationId: uuid().references(() => organizations.id, { onDelete: "set null" }),
    payload: jsonb().$type<Record<string, unknown>>().notNull(),
    /** A message with a key is written once, however often its cause comes by. */
    dedupeKey: text().unique(),
    createdAt: instant().notNull(),
  },
  (table) => [index().on(table.createdAt)],
);

/** One message on its way to one endpoint, and what was answered last. */
export const webhookDeliveries = pgTable(
  "webhook_deliveries",
  {
    id: uuid().primaryKey(),
    messageId: uuid()
      .notNull()
      .references(() => webhookMessages.id, { onDelete: "cascade" }),
    endpointId: uuid()
      .notNull()
      .references(() => webhookEndpoints.id, { onDelete: "cascade" }),
    status: text({ enum: ["waiting", "delivered", "failed"] }).notNull(),
    attempts: integer().notNull().default(0),
    responseStatus: integer(),
    responseBody: text(),
    error: text(),
    durationMs: integer(),
    createdAt: instant().notNull(),
    lastAttemptAt: instant(),
    nextAttemptAt: instant(),
  },
  (table) => [
    unique().on(table.messageId, table.endpointId),
    index().on(table.endpointId, table.createdAt, table.id),
    index().on(table.status, table.nextAttemptAt),
  ],
);
