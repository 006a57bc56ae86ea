import Link from "@/components/navigation/link";
import { formatNumber, formatPercent } from "@/lib/numbers";
import { round } from "./geometry/scale";

export type FunnelStep = {
  label: string;
  count: number;
  /** Between the step before and this one: "2 days". */
  time?: string | undefined;
  href?: string | undefined;
};

type FunnelProps = {
  label: string;
  steps: readonly FunnelStep[];
  /** The step that the bars are compared with. Earlier ones, of which a few percent go on, would make slivers of the rest. */
  base?: number;
};

/** How many get from each step to the next. Bars compare with the base, percentages with the step before. */
export function Funnel({ label, steps, base = 0 }: FunnelProps) {
  const most = Math.max(...steps.slice(base).map(({ count }) => count), 1);
  return (
    <ol aria-label={label} className="grid gap-0 text-[0.8125rem]">
      {steps.map(({ label, count, time, href }, index) => {
        const before = steps[index - 1];
        return (
          <li key={label}>
            {before && (
              <p className="flex items-center gap-2 py-1 pl-1 text-2xs text-muted-foreground">
                <span aria-hidden className="h-3 border-input border-l" />
                <span>
                  <span className="figures">{before.count === 0 ? "n/a" : formatPercent(count / before.count)}</span>
                  {time && <span> · {time}</span>}
                </span>
              </p>
            )}
            <div className="flex items-baseline justify-between gap-3">
              {href ? (
                <Link href={href} className="truncate underline-offset-4 hover:underline">
                  {label}
                </Link>
              ) : (
                <span className="truncate">{label}</span>
              )}
              <span className="figures font-medium">{formatNumber(count)}</span>
            </div>
            {index >= base && (
              <div aria-hidden className="mt-1 h-3 overflow-hidden rounded-[3px] bg-muted">
                <span
                  className="chart-drawn block h-full rounded-[3px] bg-chart-1"
                  style={{
                    width: count === 0 ? 0 : `max(3px, ${round((count / most) * 100)}%)`,
                    opacity: opacityOf(index, steps),
                  }}
                />
              </div>
            )}
          </li>
        );
      })}
    </ol>
  );
}

/** Later steps are worth more and drawn stronger. */
const opacityOf = (index: number, steps: readonly FunnelStep[]): number =>
  steps.length < 2 ? 1 : round(0.45 + (0.55 * index) / (steps.length - 1));
