import {
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  time,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
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
    /** The days it works, as ISO weekdays: Monday is 1, Sunday is 7. */
    workdays: integer().array().notNull().default([1, 2, 3, 4, 5]),
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
    unique().on(table.organizationId, table.plantId, table.name),
    foreignKey({
      columns: [table.organizationId, table.plantId],
      foreignColumns: [plants.organizationId, plants.id],
    }).onDelete("cascade"),
  ],
);

export const workOrderStatuses = ["open", "in_progress", "done"] as const;
export const workOrderPriorities = ["low", "normal", "high"] as const;

/** A plant's production lanes, the columns of its board from left to right. */
export const lanes = pgTable(
  "lanes",
  {
    organizationId: organizationId(),
    id: uuid().notNull(),
    plantId: uuid().notNull(),
    name: text().notNull(),
    position: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    unique().on(table.organizationId, table.plantId, table.name),
    foreignKey({
      columns: [table.organizationId, table.plantId],
      foreignColumns: [plants.organizationId, plants.id],
    }).onDelete("cascade"),
  ],
);

/** Local times in the plant's time zone. A shift that ends at or before its start ends on the next day. */
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
    unique().on(table.organizationId, table.plantId, table.name),
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
    laneId: uuid(),
    title: text().notNull(),
    product: text(),
    quantity: integer().notNull(),
    priority: text({ enum: workOrderPriorities }).notNull(),
    status: text({ enum: workOrderStatuses }).notNull(),
    /** A calendar day in the plant's time zone. */
    dueOn: date({ mode: "string" }),
    /** How long it occupies its lane. */
    plannedMinutes: integer(),
    /** Why it can't continue; null while it isn't blocked. */
    blockedReason: text(),
    /** What was reported when it was finished; null until then. */
    goodQuantity: integer(),
    scrapQuantity: integer().notNull().default(0),
    /** Values of the organization's own fields, by the field's ID. */
    customValues: jsonb().$type<Record<string, string>>().notNull().default({}),
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
    foreignKey({
      columns: [table.organizationId, table.laneId],
      foreignColumns: [lanes.organizationId, lanes.id],
    }),
    index().on(table.organizationId, table.status, table.number),
    index().on(table.organizationId, table.plantId, table.number),
    index().on(table.organizationId, table.laneId),
    index().on(table.organizationId, table.finishedAt),
  ],
);
