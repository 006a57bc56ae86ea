/** A link to the billing page with a plan, and where given its interval, selected. */
export const planPath = (plan: string, interval?: "month" | "year"): string =>
  `/billing?${new URLSearchParams({ plan, ...(interval ? { interval } : {}) })}#plans`;
