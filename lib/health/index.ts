export { checkHealth } from "./check-health";
export { healthFor } from "./health-for";
