import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { instant, minorUnits, organizationId } from "@/db/schema/columns";
import { organizations } from "@/db/schema/tenancy";

export const costingMethods = ["fifo", "lifo", "average"] as const;
export const movementKinds = ["receipt", "issue", "count"] as const;

/** A quantity of a material in its unit, with up to three decimals. */
const stockQuantity = () => numeric({ precision: 15, scale: 3, mode: "number" });

export const materials = pgTable(
  "materials",
  {
    organizationId: organizationId().references(() => organizations.id, { onDelete: "cascade" }),
    id: uuid().notNull(),
    code: text().notNull(),
    name: text().notNull(),
    unit: text().notNull(),
    onHand: stockQuantity().notNull(),
    reorderAt: stockQuantity().notNull(),
    /** What the stock on hand cost. */
    stockValue: minorUnits().notNull().default(0),
    currency: text().notNull().default("usd"),
    /** The last number of a stock movement. */
    lastMovement: integer().notNull().default(0),
    /** Values of the organization's own fields, by the field's ID. */
    customValues: jsonb().$type<Record<string, string>>().notNull().default({}),
    createdAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    unique().on(table.organizationId, table.code),
    check("materials_stock", sql`${table.onHand} >= 0 and ${table.stockValue} >= 0`),
  ],
);

/** The stock on hand by receipt. Weighted average has one layer with everything in it. */
export const stockLayers = pgTable(
  "stock_layers",
  {
    organizationId: organizationId(),
    materialId: uuid().notNull(),
    /** Of the movement that added it. The lowest is the oldest. */
    sequence: integer().notNull(),
    quantity: stockQuantity().notNull(),
    value: minorUnits().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.materialId, table.sequence] }),
    foreignKey({
      columns: [table.organizationId, table.materialId],
      foreignColumns: [materials.organizationId, materials.id],
    }).onDelete("cascade"),
    check("stock_layers_stock", sql`${table.quantity} > 0 and ${table.value} >= 0`),
  ],
);

/** Everything that changed a material's stock, in order. Rows are never changed. */
export const stockMovements = pgTable(
  "stock_movements",
  {
    organizationId: organizationId(),
    materialId: uuid().notNull(),
    sequence: integer().notNull(),
    /** Chosen by the form, so that a form that is sent twice counts once. */
    requestId: uuid().notNull(),
    kind: text({ enum: movementKinds }).notNull(),
    method: text({ enum: costingMethods }).notNull(),
    /** Added, or removed if negative; and what it cost. */
    quantity: stockQuantity().notNull(),
    value: minorUnits().notNull(),
    /** The stock and its value after it. */
    onHand: stockQuantity().notNull(),
    stockValue: minorUnits().notNull(),
    currency: text().notNull(),
    /** The order that used the material. Without a foreign key: the movement stays when the order is deleted. */
    workOrderId: uuid(),
    workOrderNumber: integer(),
    note: text(),
    createdBy: uuid(),
    createdAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.materialId, table.sequence] }),
    unique().on(table.organizationId, table.requestId),
    foreignKey({
      columns: [table.organizationId, table.materialId],
      foreignColumns: [materials.organizationId, materials.id],
    }).onDelete("cascade"),
    index().on(table.organizationId, table.workOrderId),
  ],
);
