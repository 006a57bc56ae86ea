export { type Movement, type MovementKind, movementsBetween, type Revenue } from "./movements";
export { mrrOf, type RecurringDiscount, type RecurringItem, type RecurringRevenue } from "./mrr";
