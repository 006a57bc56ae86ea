import type { BadgeVariant } from "@/components/ui/badge";
import type { MeterState } from "@/components/ui/meter-bar";
import { unreachable } from "@/lib/errors";
import type { DayPoint, MeterReport, MeterUsage } from "@/lib/usage";

const number = new Intl.NumberFormat("en-US");
const shortDay = new Intl.DateTimeFormat("en-US", { month: "short", day: "numeric", timeZone: "UTC" });

export const formatCount = (value: number): string => number.format(value);
/** "Dec 5", in UTC, in which periods are counted. */
export const formatDay = (date: Date): string => shortDay.format(date);

/** "1 plant", "200 work orders". */
export const countOf = (value: number, unit: MeterUsage["unit"]): string =>
  `${formatCount(value)} ${value === 1 ? unit.one : unit.other}`;

/** "1 of 5 plants", "12 plants, no limit". */
export function usedOf({ used, limit, unit }: Pick<MeterUsage, "used" | "limit" | "unit">): string {
  return limit === "unlimited" ? `${countOf(used, unit)}, no limit` : `${formatCount(used)} of ${countOf(limit, unit)}`;
}

/** The bar's colour. A full gauge is no fault, so it only warns; one above its limit, after a downgrade, does more. */
export function barState({ kind, state, used, limit }: MeterUsage): MeterState {
  if (kind === "gauge" && state === "stopped") return limit !== "unlimited" && used > limit ? "stopped" : "call";
  return state === "overage" || state === "not_included" ? "ok" : state;
}

/** What the state is called, and how loud; undefined where there is nothing to say. */
export function stateBadge({
  kind,
  state,
  used,
  limit,
}: MeterUsage): { label: string; variant: BadgeVariant } | undefined {
  switch (state) {
    case "ok":
      return undefined;
    case "call":
    case "email":
      return { label: "Close to the limit", variant: "warning" };
    case "grace":
      return { label: "Limit reached", variant: "destructive" };
    case "overage":
      return { label: "Beyond what is included", variant: "info" };
    case "not_included":
      return { label: "Not in your plan", variant: "outline" };
    case "stopped":
      if (kind === "counter") return { label: "Stopped", variant: "destructive" };
      return used === limit
        ? { label: "Full", variant: "warning" }
        : { label: "Over the limit", variant: "destructive" };
    default:
      return unreachable(state);
  }
}

/** The pages call for an upgrade from the ladder's first step on. */
export const callsForUpgrade = ({ kind, state }: Pick<MeterUsage, "kind" | "state">): boolean =>
  kind === "counter" && (state === "call" || state === "email" || state === "grace" || state === "stopped");

/** "82 %", rounded down (but for floating point): what is not yet at the limit never reads as if it were. */
export const percentUsed = (part: number): string => `${Math.floor(part * 100 + 1e-9)} %`;

/** One line that says what happens next. */
export function nextUp(meter: MeterUsage): string {
  const { state, kind, resetsAt, graceEndsAt, hardLimit, unit } = meter;
  const reset = resetsAt ? `Starts again at zero on ${formatDay(resetsAt)}.` : "";
  if (state === "not_included") return "A larger plan includes it.";
  if (kind === "gauge") return state === "stopped" ? "Delete some, or get more, to add another." : "";
  switch (state) {
    case "grace":
      return graceEndsAt && hardLimit !== "unlimited"
        ? `Goes on until ${formatDay(graceEndsAt)} or ${countOf(hardLimit, unit)}, then stops. ${reset}`
        : reset;
    case "stopped":
      return `Nothing more is accepted. ${reset}`;
    default:
      return reset;
  }
}

/** "2026-12-05" as "Dec 5". */
export const dayLabel = (day: string): string => formatDay(new Date(`${day}T00:00:00Z`));

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

/** The curve with a second one that leads from its last point to the projection on the last day. */
export function withProjection(
  curve: readonly DayPoint[],
  projected: number | null,
): (DayPoint & { projected?: number | null })[] {
  if (projected === null) return [...curve];
  const today = curve.findLastIndex(({ used }) => used !== null);
  return curve.map((point, index) => {
    if (index === curve.length - 1) return { ...point, projected };
    return { ...point, projected: index === today ? point.used : null };
  });
}

/** "At this pace 310 by Jul 1; the limit is met on Jun 21." */
export function paceWords({
  projection,
  period,
  unit,
  limit,
}: Pick<MeterReport, "projection" | "period" | "unit" | "limit">): string {
  if (!projection || !period) return "";
  const pace = `At this pace ${countOf(projection.used, unit)} by ${formatDay(period.end)}`;
  if (projection.reaches) return `${pace}; the limit is met on ${formatDay(projection.reaches)}.`;
  return limit === "unlimited" || projection.used >= limit ? `${pace}.` : `${pace}, within the limit.`;
}

/** "Jun 1 – Jul 1". */
export const periodWords = ({ start, end }: { start: Date; end: Date }): string =>
  `${formatDay(start)} – ${formatDay(end)}`;
