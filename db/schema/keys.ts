import { index, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { users } from "./auth";
import { instant, organizationId } from "./columns";
import { organizations } from "./tenancy";

/** API keys of the SaaS company's servers, for all organizations. Stored as SHA-256. */
export const platformKeys = pgTable("platform_keys", {
  id: uuid().primaryKey(),
  name: text().notNull(),
  prefix: text().notNull(),
  hash: text().notNull().unique(),
  scopes: text({ enum: ["usage:write", "usage:read", "features:read", "data:write", "admin:read"] })
    .array()
    .notNull(),
  /** Null once that person has deleted their account. */
  createdBy: uuid().references(() => users.id, { onDelete: "set null" }),
  createdAt: instant().notNull(),
  expiresAt: instant(),
  lastUsedAt: instant(),
  revokedAt: instant(),
});

/** API keys of one customer, if the plan includes API access. Stored as SHA-256. */
export const apiKeys = pgTable(
  "api_keys",
  {
    organizationId: organizationId().references(() => organizations.id, { onDelete: "cascade" }),
    id: uuid().notNull(),
    name: text().notNull(),
    prefix: text().notNull(),
    hash: text().notNull(),
    /** Customers' keys read, and write the product's data. Usage is reported with platform keys. `scim` is of directory tokens, which have no other scope. */
    scopes: text({ enum: ["usage:read", "features:read", "data:write", "scim"] })
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
