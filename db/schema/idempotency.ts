import { index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant, organizationId } from "./columns";
import { organizations } from "./tenancy";

/** The response to a POST with an `Idempotency-Key`, which repeated requests get again. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    organizationId: organizationId().references(() => organizations.id, { onDelete: "cascade" }),
    /** Who sent it. Keys of different actors are independent. */
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
