import { boolean, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, organizationId, quantity } from "./columns";
import { organizations } from "./tenancy";

/** What one organization was granted beside its plan. Exactly one of `enabled` (a feature) and `limit`/`unlimited` (a meter). */
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
