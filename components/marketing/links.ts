/** Where a visitor starts the trial of a plan. */
export function trialHref(planKey: string): string {
  return `/sign-up?plan=${encodeURIComponent(planKey)}`;
}
