import { unreachable } from "@/lib/errors";
import type { MeterReport } from "@/lib/usage";
import { countOf, formatDay } from "./words";

type Step = MeterReport["trace"][number];

/** How a limit came about, step by step: the plan, what was added to it, what was granted beside it. */
export function LimitTrace({ trace, unit }: Pick<MeterReport, "trace" | "unit">) {
  return (
    <div className="grid gap-1 text-xs">
      <p className="opacity-80">How the limit came about</p>
      <ol className="grid gap-0.5 tabular-nums">
        {trace.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the steps have no name of their own, and their order is what they say
          <li key={index}>
            <span className="font-medium">{amountOf(step, unit)}</span> {sourceWords(step)}
            {step.until && ` until ${formatDay(step.until)}`}
          </li>
        ))}
      </ol>
    </div>
  );
}

function amountOf({ value }: Step, unit: MeterReport["unit"]): string {
  if (typeof value === "number") return countOf(value, unit);
  return value === "unlimited" ? `Unlimited ${unit.other}` : String(value);
}

function sourceWords({ source, because }: Step): string {
  switch (source) {
    case "plan":
      return `in the ${because} plan`;
    case "fallback":
      return `in ${because}, the plan after the trial`;
    case "add_on":
      return `with ${because}`;
    case "override":
      return `granted: ${because}`;
    case "access":
      return because;
    default:
      return unreachable(source);
  }
}
