import { getTableColumns } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { ExportedTable } from "@/lib/export/exported-table";
import {
  attributionModels,
  attributionPaths,
  attributionResults,
  attributionRuns,
  attributionSettings,
  channelSpend,
  conversions,
  dataImports,
  importChunks,
  importProblems,
  roiAlerts,
  roiReports,
  touchpoints,
  visitorAliases,
} from "@/products/origin/schema";

/** All columns of the table except the organization's id. */
const whole = (file: string, table: PgTable): ExportedTable => {
  const { organizationId, ...columns } = getTableColumns(table);
  return { file, table, columns: Object.values(columns) };
};

export const exported: readonly ExportedTable[] = [
  whole("touchpoints", touchpoints),
  whole("conversions", conversions),
  whole("visitor_aliases", visitorAliases),
  whole("channel_spend", channelSpend),
  whole("attribution_settings", attributionSettings),
  whole("attribution_models", attributionModels),
  whole("attribution_runs", attributionRuns),
  whole("attribution_results", attributionResults),
  whole("attribution_paths", attributionPaths),
  whole("data_imports", dataImports),
  whole("import_chunks", importChunks),
  whole("import_problems", importProblems),
  whole("roi_reports", roiReports),
  whole("roi_alerts", roiAlerts),
];
