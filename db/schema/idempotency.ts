import { index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant, organizationId } from "./columns";
import { organizations } from "./tenancy";

/** The first answer to a POST that named an `Idempotency-Key`. The same request again is answered from here. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    organizationId: organizationId().references(() => organizations.id, { onDelete: "cascade" }),
    /** Who sent it: one person's key never answers another's. */
    actor: text().notNull(),
    key: text().notNull(),
    /** SHA-256 of method, path and body. */
    fingerprint: text().notNull(),
    status: integer().notNull(),
    body: text().notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.actor, table.key] }), index().on(table.createdAt)],
);
