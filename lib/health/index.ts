export { checkHealth } from "./check-health";
export { healthFor } from "./health-for";
export { type Component, components, type DayHealth, type Incident } from "./history";
export { followHealth } from "./samples";
export { readStatus, type Status } from "./status";
