import { Check } from "lucide-react";
import { catalog } from "@/lib/catalog";
import { cn } from "@/lib/cn";
import { formatUtcDate } from "@/lib/dates";
import { formatCount, formatPercent } from "@/lib/numbers";
import type { MeterReport, Threshold } from "@/lib/usage";

/** The thresholds of a meter, what happens at each, and when it was reached in this period. */
export function ThresholdList({ meter }: { meter: MeterReport }) {
  return (
    <ol className="grid grid-cols-1 gap-x-4 gap-y-3 sm:grid-cols-2 lg:grid-cols-4">
      {thresholdsOf(meter).map(({ step, at, what }) => {
        const reached = meter.reached.find((row) => row.step === step);
        return (
          <li
            key={step}
            className={cn("grid content-start gap-0.5 border-l-2 pl-3", reached ? "border-primary" : "border-border")}
          >
            <span className="flex items-center gap-1.5 font-medium text-sm tabular-nums">
              {at}
              {reached && <Check className="size-3.5 text-brand" aria-hidden />}
            </span>
            <span className="text-muted-foreground text-xs">{what}</span>
            {reached && <span className="text-xs">Reached {formatUtcDate(reached.at)}</span>}
          </li>
        );
      })}
    </ol>
  );
}

function thresholdsOf({ overage }: MeterReport): { step: Threshold; at: string; what: string }[] {
  const { warning, critical, soft, hard, graceDays } = catalog.thresholds;
  const warnings = [
    { step: "warning", at: formatPercent(warning), what: "We notify you here and by email" } as const,
    { step: "critical", at: formatPercent(critical), what: "We email you again" } as const,
  ];
  if (overage) return [...warnings, { step: "soft", at: formatPercent(soft), what: "Overage charges start" }];
  return [
    ...warnings,
    { step: "soft", at: formatPercent(soft), what: `A grace period of ${formatCount(graceDays, "day")} starts` },
    { step: "hard", at: formatPercent(hard), what: `Hard limit (${formatPercent(soft)} after the grace period)` },
  ];
}
