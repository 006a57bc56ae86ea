import { day, minute } from "@/lib/durations";

export const components = ["web", "database", "worker", "stripe"] as const;
export type Component = (typeof components)[number];

/** How often every part is checked. */
export const sampledEveryMs = 5 * minute;

/** How many days the status page shows. */
export const shownDays = 90;

/** One check of every part but the web server itself, which made it. */
export type Sample = { at: Date; database: boolean; worker: boolean; stripe: boolean };

/** What isn't as it should be among the samples: those that found something down, and times without samples. */
export type Findings = {
  /** The first sample there is; null without any. */
  since: Date | null;
  failed: readonly Sample[];
  /** Between two samples that are further apart than they should be. `to` is null for one that lasts. */
  gaps: readonly { from: Date; to: Date }[];
};

export type Outage = { component: Component; from: Date; to: Date };
export type Incident = { components: Component[]; from: Date; to: Date };

/** Checks that fail once are noise of a network or a deployment. Two in a row are an outage. */
const confirmedAfter = 2;

/** When each part was down, oldest first. Pure. */
export function outagesOf({ failed, gaps }: Findings): Outage[] {
  const found = (["database", "worker", "stripe"] as const).flatMap((component) =>
    runsOf(failed.filter((sample) => !sample[component]).map(({ at }) => at.getTime())).map(([first, last]) => ({
      component,
      from: new Date(first),
      to: new Date(last + sampledEveryMs),
    })),
  );
  // The web server makes the samples, so it was down where there are none.
  const missing = gaps.map(({ from, to }) => ({
    component: "web" as const,
    from: new Date(from.getTime() + sampledEveryMs),
    to,
  }));
  return [...found, ...missing].toSorted((one, other) => one.from.getTime() - other.from.getTime());
}

/** First and last of each run of times that follow one another. */
function runsOf(times: readonly number[]): [number, number][] {
  const runs: number[][] = [];
  for (const time of times.toSorted((one, other) => one - other)) {
    const run = runs.at(-1);
    // Half a period of tolerance: samples are rounded to periods.
    if (run && time - (run.at(-1) ?? 0) <= 1.5 * sampledEveryMs) run.push(time);
    else runs.push([time]);
  }
  return runs
    .filter(({ length }) => length >= confirmedAfter)
    .map((run): [number, number] => [run[0] ?? 0, run.at(-1) ?? 0]);
}

/** Outages that overlap are one incident. Newest first. Pure. */
export function incidentsOf(outages: readonly Outage[]): Incident[] {
  const incidents: Incident[] = [];
  for (const { component, from, to } of outages) {
    const last = incidents.at(-1);
    if (!last || from > last.to) {
      incidents.push({ components: [component], from, to });
      continue;
    }
    if (!last.components.includes(component)) last.components.push(component);
    if (to > last.to) last.to = to;
  }
  return incidents.toReversed();
}

/** A UTC day of a component. `level` is "none" for a day without samples. */
export type DayHealth = { day: Date; level: "none" | "up" | "degraded" | "down"; downMinutes: number };

/** More than this is a day with an outage rather than one with a disruption. */
const degradedMinutes = 30;

/** A component's days, oldest first, the last of which is today. Pure. */
export function daysOf(component: Component, findings: Findings, outages: readonly Outage[], now: Date): DayHealth[] {
  const today = Math.floor(now.getTime() / day) * day;
  return Array.from({ length: shownDays }, (_, index): DayHealth => {
    const start = today - (shownDays - 1 - index) * day;
    const end = Math.min(start + day, now.getTime());
    const downMs = outages
      .filter((outage) => outage.component === component)
      .reduce(
        (sum, { from, to }) => sum + Math.max(0, Math.min(to.getTime(), end) - Math.max(from.getTime(), start)),
        0,
      );
    const downMinutes = Math.round(downMs / minute);
    const observed = findings.since !== null && findings.since.getTime() < end;
    return { day: new Date(start), downMinutes, level: observed ? levelOf(downMinutes) : "none" };
  });
}

const levelOf = (downMinutes: number) =>
  downMinutes === 0 ? "up" : downMinutes <= degradedMinutes ? "degraded" : "down";

/** The part of the observed time in which it was up, as a ratio; null without any. Pure. */
export function uptimeOf(days: readonly DayHealth[], since: Date | null, now: Date): number | null {
  const [first] = days;
  if (!since || !first) return null;
  const observedMs = now.getTime() - Math.max(since.getTime(), first.day.getTime());
  if (observedMs <= 0) return null;
  const downMs = days.reduce((sum, { downMinutes }) => sum + downMinutes * minute, 0);
  return Math.max(0, 1 - downMs / observedMs);
}
