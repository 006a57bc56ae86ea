import type { MovementKind } from "@/lib/metrics";
import type { DrillDownQuery } from "@/lib/metrics/page/types";
import { periodLabel } from "../../metrics/period-labels";

export const kindLabels = {
  new: "New",
  expansion: "Expansion",
  reactivation: "Reactivation",
  resumed: "Resumed",
  contraction: "Contraction",
  churn: "Churn",
  paused: "Paused",
} as const satisfies Record<MovementKind, string>;

export const metricLabels = {
  movements: "Movements",
  mrr: "MRR",
  lost: "Lost MRR",
  sign_ups: "Sign-ups",
  trials: "Trials",
  trials_started: "Trials started",
} as const satisfies Record<DrillDownQuery["metric"], string>;

/** "Churn in Nov 2026", "MRR on Nov 30, 2026", "Sign-ups from Dec 2025 to Nov 2026". */
export function rowsTitle({ metric, kind, period }: DrillDownQuery): string {
  const isBalance = metric === "mrr" || metric === "trials";
  const name = metric === "movements" && kind ? kindLabels[kind] : metricLabels[metric];
  const [first = "", last] = period.split("..");
  if (last !== undefined && !isBalance) return `${name} from ${periodLabel(first)} to ${periodLabel(last)}`;
  const at = last ?? first;
  return `${name} ${at.length > 7 ? "on" : isBalance ? "at the end of" : "in"} ${periodLabel(at)}`;
}

/** What the rows are, and that their sum is the figure they were opened from. */
export function rowsDescription({ metric }: DrillDownQuery): string {
  switch (metric) {
    case "movements":
      return "Each change in MRR, with its source in Stripe.";
    case "mrr":
      return "Every organization that was paying then, with its MRR.";
    case "lost":
      return "Organizations that left or pay less than at the start.";
    case "sign_ups":
      return "Organizations that signed up.";
    case "trials":
      return "Organizations on a trial at that time.";
    case "trials_started":
      return "Organizations whose trial started then. “New” marks those that have paid since.";
    default:
      return metric satisfies never;
  }
}
