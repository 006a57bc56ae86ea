export { assertMovements } from "./assert-movements";
export { type MovementKind, movementsBetween } from "./movements";
export { type LatestMovement, type RevenueSummary, revenueSummary } from "./queries";
