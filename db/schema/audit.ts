import { sql } from "drizzle-orm";
import { bigint, index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, organizationId } from "./columns";

/**
 * Who did what to which organization. Append-only, and each organization's rows form a chain of keyed hashes, so that a changed
 * or deleted row is detected. No foreign key, because the log outlives what it describes. People stand in it by their IDs:
 * `audit_personal` has everything else a row says about them.
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
    /** Which key of AUDIT_KEY sealed the row; null for rows older than the key. */
    keyId: text(),
    previousHash: text().notNull(),
    hash: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.seq] }),
    index("audit_log_newest").on(table.occurredAt, table.organizationId, table.seq),
    index("audit_log_actor").on(table.actorId, table.occurredAt),
    index("audit_log_impersonator")
      .on(table.impersonatorId, table.occurredAt)
      .where(sql`${table.impersonatorId} is not null`),
    index("audit_log_action").on(table.action, table.occurredAt),
  ],
);

/**
 * The last row of each chain, sealed with the key, so that deleting the newest rows is detected. Its values can be changed, but
 * not to anything that fits.
 */
export const auditHeads = pgTable("audit_heads", {
  organizationId: organizationId().primaryKey(),
  seq: bigint({ mode: "number" }).notNull(),
  hash: text().notNull(),
  /** Rows up to this one may be without a key. Null until the first verification. */
  unkeyedUntil: bigint({ mode: "number" }),
  /** The last row that was deleted because its retention had ended, and its hash, which the first row left follows. */
  startSeq: bigint({ mode: "number" }),
  startHash: text(),
  keyId: text().notNull(),
  mac: text().notNull(),
});
