export { alertFailedJob } from "./alert-failed-job";
export { type ListedAlert, recentAlerts } from "./queries";
export { type AlertInput, raiseAlert } from "./raise-alert";
export { resolveAlert } from "./resolve-alert";
export { watchChurn } from "./watch-churn";
