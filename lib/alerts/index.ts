export { acknowledgeAlert } from "./acknowledge-alert";
export { alertBrokenAudit } from "./alert-broken-audit";
export { alertFailedJob } from "./alert-failed-job";
export {
  type AlertEntry,
  type AlertMute,
  activeMutes,
  alertCounts,
  alertsPage,
  type ShownThreshold,
  shownThresholds,
} from "./alerts-page";
export { closeJobAlerts } from "./close-job-alerts";
export {
  type AlertFilter,
  alertFilterSchema,
  alertIdSchema,
  type MuteInput,
  muteIdSchema,
  muteSchema,
  type ThresholdInput,
  thresholdSchema,
} from "./input";
export { muteAlerts, unmuteAlerts } from "./mute-alerts";
export { type ListedAlert, type OpenAlert, openAlertsOf, openAlertsOfKind, recentAlerts } from "./queries";
export { type AlertInput, type AlertKind, platformRecipients, raiseAlert } from "./raise-alert";
export { resolveAlert } from "./resolve-alert";
export { setThreshold } from "./set-threshold";
export { thresholdOf } from "./threshold-of";
export { watchChurn } from "./watch-churn";
