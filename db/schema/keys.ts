import { index, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { users } from "./auth";
import { instant, organizationId } from "./columns";
import { organizations } from "./tenancy";

/** Keys of the founder's own servers. They act for any organization, so they belong to none. Stored as SHA-256. */
export const platformKeys = pgTable("platform_keys", {
  id: uuid().primaryKey(),
  name: text().notNull(),
  prefix: text().notNull(),
  hash: text().notNull().unique(),
  scopes: text({ enum: ["usage:write", "usage:read", "features:read"] })
    .array()
    .notNull(),
  createdBy: uuid()
    .notNull()
    .references(() => users.id),
  createdAt: instant().notNull(),
  expiresAt: instant(),
  lastUsedAt: instant(),
  revokedAt: instant(),
});

/** Keys of a customer's own servers, if the plan has API access. */
export const apiKeys = pgTable(
  "api_keys",
  {
    organizationId: organizationId().references(() => organizations.id, { onDelete: "cascade" }),
    id: uuid().notNull(),
    name: text().notNull(),
    prefix: text().notNull(),
    hash: text().notNull(),
    /** A customer's key reads; what is measured is reported by the product. */
    scopes: text({ enum: ["usage:read", "features:read"] })
      .array()
      .notNull()
      .default(["usage:read", "features:read"]),
    createdBy: uuid().notNull(),
    createdAt: instant().notNull(),
    expiresAt: instant(),
    lastUsedAt: instant(),
    revokedAt: instant(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    unique().on(table.organizationId, table.hash),
    index().on(table.hash),
  ],
);
