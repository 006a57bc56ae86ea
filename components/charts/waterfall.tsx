import Link from "@/components/navigation/link";
import { cn } from "@/lib/cn";
import { round } from "./geometry/scale";
import { type WaterfallBar, waterfallBars, waterfallFloor } from "./geometry/waterfall";

export type WaterfallEntry = {
  key: string;
  label: string;
  amount: number;
  color: string;
  /** "4 organizations". */
  note?: string | undefined;
  href?: string | undefined;
};

type WaterfallProps = {
  /** What the rows describe, for screen readers. */
  label: string;
  opening: { label: string; amount: number };
  /** In the order in which they are added. Steps of zero are listed without a bar. */
  steps: readonly WaterfallEntry[];
  closing: { label: string; amount: number };
  format: (amount: number) => string;
  /** With a sign: "+$199.00". */
  formatChange: (amount: number) => string;
};

/**
 * From an opening to a closing balance, as a ledger: each step has its bar, its amount and the balance after it, so that the
 * reader can add it up.
 */
export function Waterfall({ label, opening, steps, closing, format, formatChange }: WaterfallProps) {
  const [first, ...rest] = waterfallBars(opening.amount, steps, closing.amount);
  const bars = [first, ...rest].filter((bar) => bar !== undefined);
  const floor = waterfallFloor(bars);
  const ceiling = Math.max(...bars.map(({ from, to }) => Math.max(from, to)), floor + 1);
  const x = (value: number) => round(((Math.max(value, floor) - floor) / (ceiling - floor)) * 100);
  const balance = { floor, x };
  return (
    <table className="w-full border-separate border-spacing-0 text-[0.8125rem]" aria-label={label}>
      <thead className="sr-only">
        <tr>
          <th>Step</th>
          <th>Chart</th>
          <th>Change</th>
          <th>Balance</th>
        </tr>
      </thead>
      <tbody>
        <BalanceRow {...opening} text={format(opening.amount)} {...balance} />
        {steps.map((step, index) => (
          <StepRow
            key={step.key}
            step={step}
            bar={rest[index]}
            x={x}
            change={formatChange(step.amount)}
            after={format(rest[index]?.to ?? 0)}
          />
        ))}
        <BalanceRow {...closing} text={format(closing.amount)} {...balance} closing />
      </tbody>
    </table>
  );
}

const cell = "py-[0.4375rem] align-middle";
const figure = `${cell} whitespace-nowrap pl-3 text-right figures text-xs`;

type BalanceRowProps = {
  label: string;
  amount: number;
  text: string;
  floor: number;
  x: (value: number) => number;
  closing?: boolean;
};

function BalanceRow({ label, amount, text, floor, x, closing }: BalanceRowProps) {
  const line = closing ? "border-t-2 border-t-foreground" : "border-b border-b-input";
  return (
    <tr className="font-medium">
      <td className={cn(cell, line, "whitespace-nowrap pr-3")}>{label}</td>
      <td className={cn(cell, line, "w-full min-w-16")} aria-hidden>
        <span className="relative block h-4">
          <span
            className="chart-drawn absolute inset-y-0 left-0 rounded-r-[2px] bg-mv-balance"
            style={{ width: `max(2px, ${x(amount)}%)` }}
          />
          {floor > 0 && (
            <span
              title="The bars don't start at zero"
              className="absolute -inset-y-0.5 left-2 w-1.5 -skew-x-12 border-card border-x-2 bg-card"
            />
          )}
        </span>
      </td>
      <td className={cn(figure, line, "max-sm:hidden")} />
      <td className={cn(figure, line)}>{text}</td>
    </tr>
  );
}

type StepRowProps = {
  step: WaterfallEntry;
  bar: WaterfallBar | undefined;
  x: (value: number) => number;
  change: string;
  after: string;
};

function StepRow({ step, bar, x, change, after }: StepRowProps) {
  const idle = step.amount === 0;
  const low = bar ? Math.min(bar.from, bar.to) : 0;
  const high = bar ? Math.max(bar.from, bar.to) : 0;
  return (
    <tr className={cn("group/step", idle && "text-muted-foreground")}>
      <td className={cn(cell, "pr-3")}>
        <span className="flex items-baseline gap-2 whitespace-nowrap">
          {step.href && !idle ? (
            <Link href={step.href} className="underline-offset-4 hover:underline">
              {step.label}
            </Link>
          ) : (
            step.label
          )}
          {step.note && <span className="text-muted-foreground text-xs max-sm:hidden">{step.note}</span>}
        </span>
      </td>
      <td className={cn(cell, "w-full min-w-16")} aria-hidden>
        <span className="relative block h-4">
          {bar && !idle && (
            <span
              className="chart-drawn absolute inset-y-0 rounded-[2px]"
              style={{
                left: `min(${x(low)}%, 100% - 3px)`,
                width: `max(3px, ${round(x(high) - x(low))}%)`,
                background: step.color,
              }}
            />
          )}
        </span>
      </td>
      <td className={cn(figure, step.amount < 0 && "text-destructive-ink", step.amount > 0 && "text-success-ink")}>
        {idle ? "–" : change}
      </td>
      <td className={cn(figure, "text-muted-foreground max-sm:hidden")}>{after}</td>
    </tr>
  );
}
