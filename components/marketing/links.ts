/** The sign-up page, with a plan, and where given its billing interval and currency, selected. */
export function trialHref(plan: string, interval?: "month" | "year", currency?: string): string {
  return `/sign-up?${new URLSearchParams({ plan, ...(interval ? { interval } : {}), ...(currency ? { currency } : {}) })}`;
}
