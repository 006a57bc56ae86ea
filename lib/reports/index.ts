export { type MonthReport, monthReport } from "./month-report";
export { lastMonth, neighbors, reportMonth } from "./report-month";
export { sendMonthReport } from "./send-month-report";
