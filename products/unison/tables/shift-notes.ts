import { date, foreignKey, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, organizationId } from "@/db/schema/columns";
import { plants, workOrders } from "./floor";

/** What one shift leaves for the next, about a work order or the plant. */
export const shiftNotes = pgTable(
  "shift_notes",
  {
    organizationId: organizationId(),
    id: uuid().notNull(),
    plantId: uuid().notNull(),
    workOrderId: uuid(),
    /** The shift's name when the note was written; null outside of any shift. */
    shift: text(),
    /** The calendar day on which that shift started, in the plant's time zone. */
    day: date({ mode: "string" }).notNull(),
    text: text().notNull(),
    createdBy: uuid(),
    createdAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    foreignKey({
      columns: [table.organizationId, table.plantId],
      foreignColumns: [plants.organizationId, plants.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.organizationId, table.workOrderId],
      foreignColumns: [workOrders.organizationId, workOrders.id],
    }).onDelete("cascade"),
    index().on(table.organizationId, table.plantId, table.createdAt),
    index().on(table.organizationId, table.workOrderId),
  ],
);
