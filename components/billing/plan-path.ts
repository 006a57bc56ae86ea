/** The billing page with a plan at hand: chosen in the dialog for who has another, else among those to buy. */
export const planPath = (plan: string): string => `/billing?${new URLSearchParams({ plan })}#plans`;
