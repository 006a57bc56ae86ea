export { assertMovements } from "./assert-movements";
export type { MovementKind } from "./movements";
export { delinquentAfterDays } from "./mrr";
export { type LatestMovement, monthLosses, type RevenueSummary, revenueSummary } from "./queries";
export { rollMetrics } from "./rollup/roll-metrics";
