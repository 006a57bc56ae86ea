import { formatUtcDate } from "@/lib/dates";
import { unreachable } from "@/lib/errors";
import type { MeterReport } from "@/lib/usage";
import { countOf } from "./words";

type Step = MeterReport["trace"][number];

/** Where a limit comes from: the plan, its add-ons, and overrides. */
export function LimitTrace({ trace, unit }: Pick<MeterReport, "trace" | "unit">) {
  return (
    <ol className="grid gap-0.5">
      {trace.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the steps have no key of their own, and their order is fixed
        <li key={index}>
          {amountOf(step, unit)} <span className="font-normal">{sourceWords(step)}</span>
          {step.until && ` until ${formatUtcDate(step.until)}`}
        </li>
      ))}
    </ol>
  );
}

function amountOf({ value }: Step, unit: MeterReport["unit"]): string {
  if (typeof value === "number") return countOf(value, unit);
  return value === "unlimited" ? `Unlimited ${unit.other}` : String(value);
}

function sourceWords({ source, because }: Step): string {
  switch (source) {
    case "plan":
      return `from the ${because} plan`;
    case "fallback":
      return `from ${because}, the plan after the trial`;
    case "add_on":
      return `with ${because}`;
    case "override":
      return `by override: ${because}`;
    case "access":
      return because;
    default:
      return unreachable(source);
  }
}
