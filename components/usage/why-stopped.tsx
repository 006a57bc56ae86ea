import { CircleSlash } from "lucide-react";
import type { ReactNode } from "react";
import Link from "@/components/navigation/link";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { formatUtcDate } from "@/lib/dates";
import type { MeterReport, Refusal } from "@/lib/usage";
import { LimitTrace } from "./limit-trace";
import { countOf } from "./words";

type WhyStoppedProps = {
  refusal: Refusal;
  trace: MeterReport["trace"];
  /** Shows the upgrade button; not for platform admins. */
  upgrade?: boolean;
};

/** Why no more is allowed, with the numbers, since when, and what allows more. */
export function WhyStopped({ refusal, trace, upgrade = true }: WhyStoppedProps) {
  return (
    <Alert variant={variantOf(refusal)}>
      <CircleSlash aria-hidden />
      <AlertTitle>{titleOf(refusal)}</AlertTitle>
      <AlertDescription>
        <p>{refusal.explanation}</p>
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-0.5 text-xs">
          <Fact term="Your limit">
            <LimitTrace trace={trace} unit={refusal.unit} />
          </Fact>
          {factsOf(refusal).map(([term, value]) => (
            <Fact key={term} term={term}>
              {value}
            </Fact>
          ))}
        </dl>
        {upgrade && (
          <Button asChild size="sm" variant="outline" className="mt-1">
            <Link href="/billing">Upgrade</Link>
          </Button>
        )}
      </AlertDescription>
    </Alert>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="col-span-2 grid grid-cols-subgrid">
      <dt className="opacity-80">{term}</dt>
      <dd className="font-medium">{children}</dd>
    </div>
  );
}

function titleOf({ rule, meterName, unit }: Refusal): string {
  if (rule === "not_included") return `${meterName} not included in your plan`;
  if (rule !== "level_full") return "You've reached your limit";
  const name = unit.one === unit.other ? meterName : unit.one;
  return `${name.charAt(0).toUpperCase()}${name.slice(1)} limit reached`;
}

/** Being at the limit is normal. Being above it, after a downgrade, needs a decision. */
function variantOf({ rule, used, limit }: Refusal): "default" | "warning" | "destructive" {
  if (rule !== "level_full") return "destructive";
  return used === limit ? "default" : "warning";
}

function factsOf(refusal: Refusal): [string, string][] {
  const { since, resetsAt, liftedBy, unit } = refusal;
  const options = liftedBy.map(({ name, limit, kind }) => {
    const upTo = limit === "unlimited" ? `unlimited ${unit.other}` : countOf(limit, unit);
    return `${kind === "plan" ? `${name} plan` : name} (${upTo})`;
  });
  return [
    ...(since ? ([["Since", formatUtcDate(new Date(since))]] as [string, string][]) : []),
    ...(resetsAt ? ([["Resets", formatUtcDate(new Date(resetsAt))]] as [string, string][]) : []),
    ...(options.length > 0 ? ([["To add more", options.join(" or ")]] as [string, string][]) : []),
  ];
}
