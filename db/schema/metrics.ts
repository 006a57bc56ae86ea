import { index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { cancelReasons } from "./billing";
import { instant, minorUnits, organizationId } from "./columns";

export const movementKinds = ["new", "expansion", "contraction", "churn", "reactivation", "paused", "resumed"] as const;

/**
 * One row each time an organization's MRR changes. Append-only: the app role may select and insert, no more. No foreign key:
 * what was earned stays earned when the organization is deleted, or else last year's figures would change.
 */
export const movements = pgTable(
  "movements",
  {
    organizationId: organizationId(),
    id: uuid().notNull(),
    kind: text({ enum: movementKinds }).notNull(),
    currency: text().notNull(),
    /** Minor units a month; `mrrAfter` − `mrrBefore`. */
    amount: minorUnits().notNull(),
    mrrBefore: minorUnits().notNull(),
    mrrAfter: minorUnits().notNull(),
    planBefore: text(),
    planAfter: text(),
    /** Why a churn came: the customer's will, or a card that was never mended. */
    cause: text({ enum: ["voluntary", "delinquent"] }),
    /** What the customer gave as the reason of a churn. */
    reason: text({ enum: cancelReasons }),
    stripeSubscriptionId: text(),
    occurredAt: instant().notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.id] }), index().on(table.occurredAt)],
);
