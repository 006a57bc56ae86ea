import { ArrowUpRight, CircleSlash } from "lucide-react";
import Link from "next/link";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { unreachable } from "@/lib/errors";
import type { MeterReport, Refusal } from "@/lib/usage";
import { LimitTrace } from "./limit-trace";
import { countOf, formatDay } from "./words";

type WhyStoppedProps = {
  refusal: Refusal;
  trace: MeterReport["trace"];
  /** Leads to where a customer lifts it; not for the platform's own people. */
  lift?: boolean;
};

/** Which rule refuses more, with which numbers, since when, and what would lift it. */
export function WhyStopped({ refusal, trace, lift = true }: WhyStoppedProps) {
  const full = refusal.rule === "level_full";
  return (
    <Alert variant={variantOf(refusal)}>
      <CircleSlash aria-hidden />
      <AlertTitle>{full ? "Why can I not add more?" : "Why was I stopped?"}</AlertTitle>
      <AlertDescription>
        <p>{refusal.explanation}</p>
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-0.5 text-xs tabular-nums">
          {factsOf(refusal).map(([term, value]) => (
            <div key={term} className="col-span-2 grid grid-cols-subgrid">
              <dt className="opacity-80">{term}</dt>
              <dd className="font-medium">{value}</dd>
            </div>
          ))}
        </dl>
        <LimitTrace trace={trace} unit={refusal.unit} />
        {lift && (
          <Button asChild size="sm" variant="outline" className="mt-1">
            <Link href="/billing">
              Lift it
              <ArrowUpRight aria-hidden />
            </Link>
          </Button>
        )}
      </AlertDescription>
    </Alert>
  );
}

/** To have made all that the plan allows is no fault; to have more, after a downgrade, needs a decision. */
function variantOf({ rule, used, limit }: Refusal): "default" | "warning" | "destructive" {
  if (rule !== "level_full") return "destructive";
  return used === limit ? "default" : "warning";
}

function factsOf(refusal: Refusal): [string, string][] {
  const { since, resetsAt, liftedBy, unit } = refusal;
  const lifts = liftedBy.map(({ name, limit, kind }) => {
    const upTo = limit === "unlimited" ? `unlimited ${unit.other}` : countOf(limit, unit);
    return `${kind === "plan" ? `${name} plan` : name} (${upTo})`;
  });
  return [
    ["Rule", ruleName(refusal)],
    ...(since ? ([["Since", formatDay(new Date(since))]] as [string, string][]) : []),
    ...(resetsAt ? ([["Starts again", formatDay(new Date(resetsAt))]] as [string, string][]) : []),
    ...(lifts.length > 0 ? ([["Lifted by", lifts.join(" or ")]] as [string, string][]) : []),
  ];
}

function ruleName({ rule, limit, hardLimit, unit }: Refusal): string {
  const of = (value: Refusal["limit"]) => (value === "unlimited" ? "no limit" : countOf(value, unit));
  switch (rule) {
    case "hard_limit":
      return `Never beyond ${of(hardLimit)}`;
    case "grace_over":
      return `After the days of grace, never beyond ${of(limit)}`;
    case "level_full":
      return `At most ${of(limit)} at a time`;
    case "not_included":
      return "Not part of the plan";
    default:
      return unreachable(rule);
  }
}
