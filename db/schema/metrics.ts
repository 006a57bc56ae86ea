import { index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { cancelReasons } from "./billing";
import { instant, minorUnits, organizationId } from "./columns";

export const movementKinds = ["new", "expansion", "contraction", "churn", "reactivation", "paused", "resumed"] as const;

/**
 * One row per change of an organization's MRR. Append-only: the app role may only select and insert. No foreign key, because
 * deleting an organization must not change the revenue of past months.
 */
export const movements = pgTable(
  "movements",
  {
    organizationId: organizationId(),
    id: uuid().notNull(),
    kind: text({ enum: movementKinds }).notNull(),
    currency: text().notNull(),
    /** Minor units per month: `mrrAfter` − `mrrBefore`. */
    amount: minorUnits().notNull(),
    mrrBefore: minorUnits().notNull(),
    mrrAfter: minorUnits().notNull(),
    planBefore: text(),
    planAfter: text(),
    /** Whether a churned customer canceled or didn't pay. */
    cause: text({ enum: ["voluntary", "delinquent"] }),
    /** The reason the customer gave for canceling. */
    reason: text({ enum: cancelReasons }),
    stripeSubscriptionId: text(),
    occurredAt: instant().notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.id] }), index().on(table.occurredAt)],
);
