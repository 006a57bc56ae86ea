import { index, integer, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { users } from "./auth";
import { instant } from "./columns";
import { organizations } from "./tenancy";

/** URLs of the SaaS company's own systems that receive events. Secrets are stored encrypted. */
export const webhookEndpoints = pgTable("webhook_endpoints", {
  id: uuid().primaryKey(),
  url: text().notNull(),
  description: text().notNull(),
  events: text().array().notNull(),
  /** `slack`: a body of `{text}`, for Slack's incoming webhooks and compatible ones. */
  format: text({ enum: ["standard", "slack"] }).notNull(),
  secret: text().notNull(),
  /** While a secret is being rotated, deliveries are signed with both. */
  previousSecret: text(),
  previousSecretUntil: instant(),
  /** Null once that person has deleted their account. */
  createdBy: uuid().references(() => users.id, { onDelete: "set null" }),
  createdAt: instant().notNull(),
  disabledAt: instant(),
});

/** Events to deliver, written in the transaction that causes them. */
export const webhookMessages = pgTable(
  "webhook_messages",
  {
    id: uuid().primaryKey(),
    type: text().notNull(),
    /** A message is delivered even if its organization has been deleted. */
    organizationId: uuid().references(() => organizations.id, { onDelete: "set null" }),
    payload: jsonb().$type<Record<string, unknown>>().notNull(),
    /** A message with a key is written once, however often its cause occurs. */
    dedupeKey: text().unique(),
    createdAt: instant().notNull(),
  },
  (table) => [index().on(table.createdAt)],
);

/** The delivery of a message to an endpoint, and its last response. */
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
