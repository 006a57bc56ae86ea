import type { MeterState } from "@/components/charts/meter";
import type { BadgeVariant } from "@/components/ui/badge";
import { formatShortDate, formatUtcDate } from "@/lib/dates";
import { day } from "@/lib/durations";
import { unreachable } from "@/lib/errors";
import { formatCount, formatNumber, formatPercent } from "@/lib/numbers";
import type { DayPoint, MeterReport, MeterUsage } from "@/lib/usage";

/** "1 plant", "200 work orders". */
export const countOf = (value: number, unit: MeterUsage["unit"]): string => formatCount(value, unit.one, unit.other);

/** "1 of 5 plants", "12 plants, unlimited". */
export function usedOf({ used, limit, unit }: Pick<MeterUsage, "used" | "limit" | "unit">): string {
  return limit === "unlimited"
    ? `${countOf(used, unit)}, unlimited`
    : `${formatNumber(used)} of ${countOf(limit, unit)}`;
}

/** The color of the bar. A gauge at its limit is only a warning; above it, after a downgrade, it is more. */
export function barState({ kind, state, used, limit }: MeterUsage): MeterState {
  if (kind === "gauge" && state === "stopped") return limit !== "unlimited" && used > limit ? "stopped" : "warning";
  return state === "overage" || state === "credits" || state === "not_included" ? "ok" : state;
}

/** The badge for a meter's state; undefined if there is nothing to show. */
export function stateBadge({
  kind,
  state,
  used,
  limit,
}: MeterUsage): { label: string; variant: BadgeVariant } | undefined {
  switch (state) {
    case "ok":
      return undefined;
    case "warning":
    case "critical":
      return { label: "Near limit", variant: "warning" };
    case "grace":
      return { label: "Limit reached", variant: "signal" };
    case "credits":
      return { label: "Using credits", variant: "info" };
    case "overage":
      return { label: "Overage", variant: "info" };
    case "not_included":
      return { label: "Not in your plan", variant: "outline" };
    case "stopped":
      if (kind === "counter") return { label: "Stopped", variant: "signal" };
      return used === limit ? { label: "At limit", variant: "warning" } : { label: "Over limit", variant: "signal" };
    default:
      return unreachable(state);
  }
}

/** The pages suggest an upgrade from the warning threshold on. */
export const suggestsUpgrade = ({ kind, state }: Pick<MeterUsage, "kind" | "state">): boolean =>
  kind === "counter" && (state === "warning" || state === "critical" || state === "grace" || state === "stopped");

/** "82%", rounded down, so that it never shows 100% below the limit. 1e-9 makes up for floating point: 0.29 × 100. */
export const percentUsed = (part: number): string => formatPercent(Math.floor(part * 100 + 1e-9) / 100);

/** One line about what happens next. */
export function nextUp(meter: MeterUsage): string {
  const { state, kind, resetsAt, graceEndsAt, hardLimit, unit, credits } = meter;
  const reset = resetsAt ? `Resets ${formatUtcDate(resetsAt)}.` : "";
  if (state === "not_included") return "Included in a higher plan.";
  if (kind === "gauge") return state === "stopped" ? "Remove one or upgrade to add another." : "";
  switch (state) {
    case "grace":
      return graceEndsAt && hardLimit !== "unlimited"
        ? `You can use up to ${countOf(hardLimit, unit)} until ${formatUtcDate(graceEndsAt)}. ${reset}`
        : reset;
    case "credits":
      return `Your credits are enough for ${countOf(credits, unit)} more. ${reset}`;
    case "stopped":
      return `No more until it resets or you upgrade. ${reset}`;
    default:
      return reset;
  }
}

/** "2026-12-05" as "Dec 5". A usage period is short enough to do without the year. */
export function dayLabel(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  return formatShortDate(date, date);
}

/** Round marks of a chart's scale, with room above its limit and its curve. */
export function chartTicks(
  curve: readonly DayPoint[],
  limit: number | null,
  hardLimit: number | null,
  projected: number | null = null,
): number[] {
  const highest = Math.max(1, limit ?? 0, hardLimit ?? 0, projected ?? 0, ...curve.map(({ used }) => used ?? 0));
  const step = roundStep((highest * 1.1) / 4);
  const count = Math.ceil((highest * 1.05) / step);
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}

/** The smallest of 1, 2, 5, 10, 20, 50 … that is not below `least`. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= least) ?? power * 10;
}

/** What the days to come would add up to on the way to the projection; null for a day that has a reading, and without one. */
export function projectedDays(curve: readonly DayPoint[], projected: number | null): (number | null)[] {
  const today = curve.findLastIndex(({ used }) => used !== null);
  const used = curve[today]?.used ?? 0;
  const left = curve.length - 1 - today;
  return curve.map((_, index) =>
    projected === null || index <= today || left === 0 ? null : used + ((projected - used) * (index - today)) / left,
  );
}

/** "At this pace you'll use 310 work orders by Jul 1, 2026 and reach the limit on Jun 21, 2026." */
export function paceWords({
  projection,
  period,
  unit,
  limit,
}: Pick<MeterReport, "projection" | "period" | "unit" | "limit">): string {
  if (!projection || !period) return "";
  const pace = `At this pace you'll use ${countOf(projection.used, unit)} by ${formatUtcDate(period.end)}`;
  if (projection.reaches) return `${pace} and reach the limit on ${formatUtcDate(projection.reaches)}.`;
  return limit === "unlimited" || projection.used >= limit ? `${pace}.` : `${pace}, within the limit.`;
}

/** On the first day nothing can be projected, but what an even pace would be is known: "To stay within your limit, average 167 work orders a day." */
export function firstDayWords({
  period,
  unit,
  limit,
  used,
}: Pick<MeterReport, "period" | "unit" | "limit" | "used">): string {
  if (!period || limit === "unlimited" || used >= limit) return "";
  const days = Math.max(1, Math.round((period.end.getTime() - period.start.getTime()) / day));
  return `To stay within your limit, average ${countOf(Math.floor(limit / days), unit)} a day.`;
}

/** "Jun 1, 2026 – Jul 1, 2026". */
export const periodWords = ({ start, end }: { start: Date; end: Date }): string =>
  `${formatUtcDate(start)} – ${formatUtcDate(end)}`;
