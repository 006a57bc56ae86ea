export { assertMovements } from "./assert-movements";
export { type Movement, type MovementKind, movementsBetween, type Revenue } from "./movements";
export { mrrOf, type RecurringDiscount, type RecurringItem, type RecurringRevenue } from "./mrr";
export { type LatestMovement, type RevenueSummary, revenueSummary } from "./queries";
export type { CurrencyRevenue, MonthMovements, SeriesPoint } from "./revenue";
export type { TrialCohort } from "./trial-cohorts";
