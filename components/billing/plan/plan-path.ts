/** A link to the billing page with a plan, and where given its interval and currency, selected. */
export const planPath = (plan: string, interval?: "month" | "year", currency?: string): string =>
  `/billing?${new URLSearchParams({ plan, ...(interval ? { interval } : {}), ...(currency ? { currency } : {}) })}#plans`;
