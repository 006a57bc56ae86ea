/** A link to the billing page with a plan selected. */
export const planPath = (plan: string): string => `/billing?${new URLSearchParams({ plan })}#plans`;
