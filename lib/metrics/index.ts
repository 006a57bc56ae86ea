export { assertMovements } from "./assert-movements";
export { kpis } from "./kpis";
export { type MovementKind, movementsBetween } from "./movements";
export { type LatestMovement, type RevenueSummary, revenueSummary } from "./queries";
