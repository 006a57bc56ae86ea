export { type CustomerStatement, customerStatement, statementMonth } from "./customer-statement";
export { sendMonthlySummaries } from "./send-monthly-summaries";
