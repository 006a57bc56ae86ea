import { date, foreignKey, index, integer, pgTable, primaryKey, text, time, unique, uuid } from "drizzle-orm/pg-core";
import { instant, organizationId } from "@/db/schema/columns";
import { organizations } from "@/db/schema/tenancy";

export const plants = pgTable(
  "plants",
  {
    organizationId: organizationId().references(() => organizations.id, { onDelete: "cascade" }),
    id: uuid().notNull(),
    name: text().notNull(),
    location: text(),
    timeZone: text().notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.id] }), unique().on(table.organizationId, table.name)],
);

export const departments = pgTable(
  "departments",
  {
    organizationId: organizationId(),
    id: uuid().notNull(),
    plantId: uuid().notNull(),
    name: text().notNull(),
    position: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    foreignKey({
      columns: [table.organizationId, table.plantId],
      foreignColumns: [plants.organizationId, plants.id],
    }).onDelete("cascade"),
  ],
);

export const workOrderStatuses = ["open", "in_progress", "done"] as const;
export const workOrderPriorities = ["low", "normal", "high"] as const;

/** The columns of a plant's board, from left to right. Each has one status, so moving a card changes its status. */
export const lanes = pgTable(
  "lanes",
  {
    organizationId: organizationId(),
    id: uuid().notNull(),
    plantId: uuid().notNull(),
    name: text().notNull(),
    status: text({ enum: workOrderStatuses }).notNull(),
    position: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    unique().on(table.organizationId, table.plantId, table.status),
    foreignKey({
      columns: [table.organizationId, table.plantId],
      foreignColumns: [plants.organizationId, plants.id],
    }).onDelete("cascade"),
  ],
);

/** Local times in the plant's time zone. */
export const shifts = pgTable(
  "shifts",
  {
    organizationId: organizationId(),
    id: uuid().notNull(),
    plantId: uuid().notNull(),
    name: text().notNull(),
    startsAt: time().notNull(),
    endsAt: time().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    foreignKey({
      columns: [table.organizationId, table.plantId],
      foreignColumns: [plants.organizationId, plants.id],
    }).onDelete("cascade"),
  ],
);

/** The last work order number used. A row of its own, so that concurrent orders can't share one and a deleted one isn't reused. */
export const workOrderNumbers = pgTable("work_order_numbers", {
  organizationId: organizationId()
    .primaryKey()
    .references(() => organizations.id, { onDelete: "cascade" }),
  last: integer().notNull(),
});

export const workOrders = pgTable(
  "work_orders",
  {
    organizationId: organizationId(),
    id: uuid().notNull(),
    number: integer().notNull(),
    plantId: uuid().notNull(),
    departmentId: uuid(),
    title: text().notNull(),
    product: text(),
    quantity: integer().notNull(),
    priority: text({ enum: workOrderPriorities }).notNull(),
    status: text({ enum: workOrderStatuses }).notNull(),
    /** A calendar day in the plant's time zone. */
    dueOn: date({ mode: "string" }),
    createdBy: uuid(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
    finishedAt: instant(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    unique().on(table.organizationId, table.number),
    foreignKey({
      columns: [table.organizationId, table.plantId],
      foreignColumns: [plants.organizationId, plants.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.organizationId, table.departmentId],
      foreignColumns: [departments.organizationId, departments.id],
    }),
    index().on(table.organizationId, table.status, table.number),
    index().on(table.organizationId, table.plantId, table.number),
  ],
);

export const materials = pgTable(
  "materials",
  {
    organizationId: organizationId().references(() => organizations.id, { onDelete: "cascade" }),
    id: uuid().notNull(),
    code: text().notNull(),
    name: text().notNull(),
    unit: text().notNull(),
    onHand: integer().notNull(),
    reorderAt: integer().notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.id] }), unique().on(table.organizationId, table.code)],
);

export const nonConformances = pgTable(
  "non_conformances",
  {
    organizationId: organizationId(),
    id: uuid().notNull(),
    workOrderId: uuid().notNull(),
    title: text().notNull(),
    severity: text({ enum: ["minor", "major", "critical"] }).notNull(),
    status: text({ enum: ["open", "closed"] }).notNull(),
    reportedAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    foreignKey({
      columns: [table.organizationId, table.workOrderId],
      foreignColumns: [workOrders.organizationId, workOrders.id],
    }).onDelete("cascade"),
  ],
);
