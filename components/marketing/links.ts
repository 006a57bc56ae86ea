/** The sign-up page, with a plan, and where given its billing interval, selected. */
export function trialHref(plan: string, interval?: "month" | "year"): string {
  return `/sign-up?${new URLSearchParams({ plan, ...(interval ? { interval } : {}) })}`;
}
