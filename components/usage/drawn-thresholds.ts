import { catalog } from "@/lib/catalog";
import { formatUtcDate } from "@/lib/dates";
import { formatCount, formatPercent } from "@/lib/numbers";
import type { MeterReport, Threshold } from "@/lib/usage";

export type DrawnThreshold = {
  step: Threshold;
  /** In units of the meter. */
  value: number;
  /** "80%". */
  at: string;
  /** What happens there. */
  what: string;
  /** When it was reached in this period, formatted; null if it wasn't. */
  reached: string | null;
  /** CSS color of its line. */
  color: string;
};

const colors: Readonly<Record<Threshold, string>> = {
  warning: "var(--warning)",
  critical: "var(--warning)",
  soft: "var(--foreground)",
  hard: "var(--destructive)",
};

/** The thresholds of a meter as lines of its chart, the lowest first. None for an unlimited one. */
export function thresholdsOf(meter: Pick<MeterReport, "limit" | "overage" | "reached">): DrawnThreshold[] {
  const { limit, overage } = meter;
  if (limit === "unlimited") return [];
  const { warning, critical, soft, hard, graceDays } = catalog.thresholds;
  const draw = (step: Threshold, share: number, what: string): DrawnThreshold => {
    const reached = meter.reached.find((row) => row.step === step);
    return {
      step,
      value: limit * share,
      at: formatPercent(share),
      what,
      reached: reached ? formatUtcDate(reached.at) : null,
      color: colors[step],
    };
  };
  const warnings = [draw("warning", warning, "We notify you"), draw("critical", critical, "We email you again")];
  if (overage) return [...warnings, draw("soft", soft, "Overage charges start")];
  return [
    ...warnings,
    draw("soft", soft, `${formatCount(graceDays, "day")} of grace start`),
    draw("hard", hard, "Hard limit"),
  ];
}

/** The height of the chart in pixels. */
const plotHeight = 256;

/** How far the lines of a limit are apart on a chart up to `max`, in pixels. */
export function lineSpacing(limit: number, max: number): number {
  const { warning, critical } = catalog.thresholds;
  return ((critical - warning) * limit * plotHeight) / max;
}
