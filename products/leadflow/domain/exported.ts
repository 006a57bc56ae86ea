import { getTableColumns } from "drizzle-orm";
import type { ExportedTable } from "@/lib/export/exported-table";
import { valueAssumptions } from "@/products/leadflow/schema";

const { organizationId: _, ...columns } = getTableColumns(valueAssumptions);

export const exported: readonly ExportedTable[] = [
  { file: "value_assumptions", table: valueAssumptions, columns: Object.values(columns) },
];
