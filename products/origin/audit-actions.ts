import type { ActionNames } from "@/lib/audit/actions";

/** What Origin writes to the audit log, phrased to follow a person's name and to precede the subject. */
export const originActions = {
  "attribution.run_started": "started the run",
  "attribution.model_removed": "stopped using the model",
  "attribution.data_imported": "imported",
  "attribution.spend_saved": "changed the spend of",
  "attribution.settings_saved": "changed currency and time zone",
  "attribution.report_shared": "shared the report",
  "attribution.report_revoked": "stopped sharing the report",
  "attribution.visitor_erased": "erased a visitor's data",
  "attribution.alert_set": "set an ROI alert for",
  "attribution.alert_removed": "removed the ROI alert for",
  "attribution.results_exported": "exported the results of",
} as const;

declare module "@/lib/audit/actions" {
  interface ProductActions extends ActionNames<typeof originActions> {}
}
