import { jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant, organizationId, quantity } from "./columns";

/**
 * Every accepted event of a counter, with its idempotency key and response. A repeated key gets the same response for at least
 * 35 days. Partitioned by month of `recorded_at`, which drizzle-kit can't express, so the table is created in handwritten
 * migrations and drizzle.config.ts leaves out this file.
 *
 * Designed for fast writes: no primary key or foreign key. Each month has a unique index on organization and idempotency key,
 * which also finds an organization's events, and a BRIN index on time, which costs almost nothing. The trigger `forget_usage`
 * deletes events with their organization.
 */
export const usageEvents = pgTable("usage_events", {
  organizationId: organizationId(),
  recordedAt: instant().notNull(),
  id: uuid().notNull(),
  meter: text().notNull(),
  amount: quantity().notNull(),
  /** When it happened, if the report said so. Null means `recordedAt`. */
  occurredAt: instant(),
  periodStart: instant().notNull(),
  idempotencyKey: text(),
  properties: jsonb().$type<Record<string, string | number | boolean>>(),
  /** The key or the part of the product that reported it. */
  source: text().notNull(),
  /** The response: usage including this event, and the limits at that time. Null in events from before responses were stored here. */
  used: quantity(),
  /** How many of its units credits paid for; null for none. */
  credited: quantity(),
  included: quantity(),
  hardLimit: quantity(),
  graceEndsAt: instant(),
  resetsAt: instant(),
  /** Null for `ok`. */
  state: text(),
});
