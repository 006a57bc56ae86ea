export { alertFailedJob } from "./alert-failed-job";
export { type ListedAlert, type OpenAlert, openAlertsOf, openAlertsOfKind, recentAlerts } from "./queries";
export { type AlertInput, raiseAlert } from "./raise-alert";
export { resolveAlert } from "./resolve-alert";
export { watchChurn } from "./watch-churn";
