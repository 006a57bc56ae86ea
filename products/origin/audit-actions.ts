import type { ActionNames } from "@/lib/audit/actions";

/** What Origin writes to the audit log, phrased to follow a person's name and to precede the subject. */
export const originActions = {
  "attribution.run_started": "started the run",
  "attribution.run_deleted": "deleted the run",
  "attribution.model_removed": "stopped using the model",
  "attribution.data_imported": "imported",
  "attribution.data_deleted": "deleted all attribution data",
  "attribution.spend_saved": "changed the spend of",
  "attribution.settings_saved": "changed currency and time zone",
  "attribution.report_shared": "shared the report",
  "attribution.report_revoked": "stopped sharing the report",
  "attribution.results_exported": "exported the results of",
  "attribution.alert_saved": "set an alert for",
  "attribution.alert_deleted": "deleted the alert for",
} as const;

declare module "@/lib/audit/actions" {
  interface ProductActions extends ActionNames<typeof originActions> {}
}
