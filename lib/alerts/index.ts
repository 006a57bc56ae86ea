export { alertFailedJob } from "./alert-failed-job";
export { closeJobAlerts } from "./close-job-alerts";
export { type ListedAlert, type OpenAlert, openAlertsOf, openAlertsOfKind, recentAlerts } from "./queries";
export { type AlertInput, raiseAlert } from "./raise-alert";
export { resolveAlert } from "./resolve-alert";
export { watchChurn } from "./watch-churn";
