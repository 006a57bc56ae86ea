/**
 * How many credits a plan grants now. A plan grants `amount` a period; a change to a plan with more grants the difference, so
 * that changing back and forth never yields more than the larger of them. Pure.
 *
 * @param granted what plans have granted in this period so far.
 */
export const creditsDue = (amount: number, granted: number): number => Math.max(0, amount - granted);

/** How many of the credits left of a period are kept for the next one. Pure. */
export const rolledOver = (left: number, cap: number): number => Math.min(left, cap);
