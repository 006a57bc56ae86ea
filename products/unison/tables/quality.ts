import { foreignKey, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, minorUnits, organizationId } from "@/db/schema/columns";
import { workOrders } from "./floor";

export const severities = ["minor", "major", "critical"] as const;
export const dispositions = ["use_as_is", "rework", "scrap", "return_to_supplier"] as const;
export const checkResults = ["pass", "fail"] as const;

export const nonConformances = pgTable(
  "non_conformances",
  {
    organizationId: organizationId(),
    id: uuid().notNull(),
    workOrderId: uuid().notNull(),
    title: text().notNull(),
    description: text(),
    severity: text({ enum: severities }).notNull(),
    status: text({ enum: ["open", "closed"] }).notNull(),
    /** How many pieces are affected. */
    quantity: integer(),
    disposition: text({ enum: dispositions }),
    cost: minorUnits(),
    currency: text().notNull().default("usd"),
    reportedBy: uuid(),
    reportedAt: instant().notNull(),
    closedBy: uuid(),
    closedAt: instant(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    foreignKey({
      columns: [table.organizationId, table.workOrderId],
      foreignColumns: [workOrders.organizationId, workOrders.id],
    }).onDelete("cascade"),
    index().on(table.organizationId, table.reportedAt),
  ],
);

/** The inspection plan of a work order: what is checked, in order, and the results. */
export const inspectionChecks = pgTable(
  "inspection_checks",
  {
    organizationId: organizationId(),
    id: uuid().notNull(),
    workOrderId: uuid().notNull(),
    position: integer().notNull(),
    title: text().notNull(),
    /** What passes, such as "25.4 mm ± 0.1". */
    criterion: text(),
    result: text({ enum: checkResults }),
    checkedBy: uuid(),
    checkedAt: instant(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    foreignKey({
      columns: [table.organizationId, table.workOrderId],
      foreignColumns: [workOrders.organizationId, workOrders.id],
    }).onDelete("cascade"),
    index().on(table.organizationId, table.workOrderId),
  ],
);
