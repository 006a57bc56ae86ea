import { boolean, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, organizationId, quantity } from "./columns";
import { organizations } from "./tenancy";

/** Exceptions for one organization, made by an admin. Sets either `enabled` (for a feature) or `limit` or `unlimited` (for a meter). */
export const entitlementOverrides = pgTable(
  "entitlement_overrides",
  {
    organizationId: organizationId().references(() => organizations.id, { onDelete: "cascade" }),
    id: uuid().notNull(),
    kind: text({ enum: ["feature", "meter"] }).notNull(),
    name: text().notNull(),
    enabled: boolean(),
    limit: quantity(),
    unlimited: boolean().notNull().default(false),
    reason: text().notNull(),
    createdBy: uuid(),
    createdAt: instant().notNull(),
    expiresAt: instant(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.id] })],
);
