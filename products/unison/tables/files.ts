import { bigint, foreignKey, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, organizationId } from "@/db/schema/columns";
import { workOrders } from "./floor";

/** Drawings and photos of work orders. Their bytes are in the file storage. */
export const files = pgTable(
  "files",
  {
    organizationId: organizationId(),
    id: uuid().notNull(),
    workOrderId: uuid().notNull(),
    name: text().notNull(),
    contentType: text().notNull(),
    bytes: bigint({ mode: "number" }).notNull(),
    /** Null while it is being uploaded: its space is reserved. */
    storedAt: instant(),
    createdBy: uuid(),
    createdAt: instant().notNull(),
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

/** Bytes that no row of `files` names anymore, to be removed from the file storage. A trigger adds them. */
export const fileRemovals = pgTable("file_removals", {
  key: text().primaryKey(),
  requestedAt: instant().notNull().defaultNow(),
});
