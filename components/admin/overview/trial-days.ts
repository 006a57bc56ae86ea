import type { StripDay } from "@/components/charts/day-strip";
import { trialTone } from "@/components/trial/banner-state";
import { isoDay } from "@/lib/dates";
import { addDays } from "@/lib/durations";

type EndingTrial = { id: string; name: string; trialEndsAt: Date };

export const stripDays = 14;

/** The trials that end on each of the next 14 days (UTC), today included, in the colors of the customer's own banner. */
export function trialDays(trials: readonly EndingTrial[], now: Date): StripDay[] {
  return Array.from({ length: stripDays }, (_, index) => isoDay(addDays(now, index))).map((day, index) => ({
    day,
    entries: trials
      .filter(({ trialEndsAt }) => isoDay(trialEndsAt) === day)
      .map(({ id, name }) => ({
        id,
        label: name,
        href: `/admin/organizations/${id}`,
        color: `var(--${trialTone(index)})`,
      })),
  }));
}
