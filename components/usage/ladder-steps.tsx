import { Check } from "lucide-react";
import { catalog } from "@/lib/catalog";
import { cn } from "@/lib/cn";
import type { LadderStep, MeterReport } from "@/lib/usage";
import { formatDay } from "./words";

const percent = (part: number) => `${Math.round(part * 100)} %`;

/** What happens on the way to the limit and beyond, and which of it has happened in this period. */
export function LadderSteps({ meter }: { meter: MeterReport }) {
  return (
    <ol className="grid grid-cols-1 gap-x-4 gap-y-3 sm:grid-cols-2 lg:grid-cols-4">
      {stepsOf(meter).map(({ step, at, what }) => {
        const told = meter.told.find((row) => row.step === step);
        return (
          <li
            key={step}
            className={cn("grid content-start gap-0.5 border-l-2 pl-3", told ? "border-primary" : "border-border")}
          >
            <span className="flex items-center gap-1.5 font-medium text-sm tabular-nums">
              {at}
              {told && <Check className="size-3.5 text-brand" aria-hidden />}
            </span>
            <span className="text-muted-foreground text-xs">{what}</span>
            {told && <span className="text-xs">Reached {formatDay(told.toldAt)}</span>}
          </li>
        );
      })}
    </ol>
  );
}

function stepsOf({ overage }: MeterReport): { step: LadderStep; at: string; what: string }[] {
  const { call, email, soft, hard, graceDays } = catalog.ladder;
  const first = [
    { step: "call", at: percent(call), what: "You are told on these pages, and by e-mail" } as const,
    { step: "email", at: percent(email), what: "You are told once more by e-mail" } as const,
  ];
  if (overage) return [...first, { step: "soft", at: percent(soft), what: "From here each unit is charged" }];
  return [
    ...first,
    { step: "soft", at: percent(soft), what: `Use goes on for ${graceDays} days of grace` },
    { step: "hard", at: percent(hard), what: `It stops here, or at ${percent(soft)} after the grace` },
  ];
}
