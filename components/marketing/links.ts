/** The sign-up page, with a plan selected. */
export function trialHref(planKey: string): string {
  return `/sign-up?plan=${encodeURIComponent(planKey)}`;
}
