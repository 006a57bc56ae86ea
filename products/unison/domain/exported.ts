import { getTableColumns } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { ExportedTable } from "@/lib/export/exported-table";
import {
  automationRules,
  customFields,
  departments,
  files,
  inspectionChecks,
  lanes,
  materials,
  nonConformances,
  plants,
  shiftNotes,
  shifts,
  stockLayers,
  stockMovements,
  workOrderNumbers,
  workOrders,
} from "@/products/unison/schema";

/** All columns of the table except the organization's id. */
const whole = (file: string, table: PgTable): ExportedTable => {
  const { organizationId, ...columns } = getTableColumns(table);
  return { file, table, columns: Object.values(columns) };
};

export const exported: readonly ExportedTable[] = [
  whole("plants", plants),
  whole("departments", departments),
  whole("lanes", lanes),
  whole("shifts", shifts),
  whole("work_orders", workOrders),
  whole("work_order_numbers", workOrderNumbers),
  whole("materials", materials),
  whole("stock_layers", stockLayers),
  whole("stock_movements", stockMovements),
  whole("reports", nonConformances),
  whole("inspection_checks", inspectionChecks),
  whole("shift_notes", shiftNotes),
  whole("custom_fields", customFields),
  whole("automation_rules", automationRules),
  whole("files", files),
];
