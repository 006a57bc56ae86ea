export { alertFailedJob } from "./alert-failed-job";
export { type ListedAlert, recentAlerts } from "./queries";
export { raiseAlert } from "./raise-alert";
export { resolveAlert } from "./resolve-alert";
export { watchChurn } from "./watch-churn";
