import { bigint, index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, organizationId } from "./columns";

/**
 * Who did what to which organization. Append-only, and each organization's rows form a hash chain, so that a changed or deleted
 * row is detected. No foreign key, because the log outlives what it describes.
 */
export const auditLog = pgTable(
  "audit_log",
  {
    organizationId: organizationId(),
    seq: bigint({ mode: "number" }).notNull(),
    action: text().notNull(),
    /** `user`, `platform_key`, `api_key` or `system`, and its id or name. */
    actorKind: text().notNull(),
    actorId: text().notNull(),
    impersonatorId: uuid(),
    subject: text(),
    details: jsonb().$type<Record<string, unknown>>().notNull(),
    occurredAt: instant().notNull(),
    previousHash: text().notNull(),
    hash: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.seq] }), index().on(table.occurredAt)],
);
