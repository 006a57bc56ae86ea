import "server-only";
import { catalog, type Meter } from "@/lib/catalog";
import { accessRefusal, type Entitlements, upgradeUrl } from "@/lib/entitlements";
import type { GatehouseError } from "@/lib/errors";
import { counterThresholds, type RoutineAnswer } from "../track/batch";
import { explainRefusal, limitReached } from "./refusal";

export type RefusedAnswer = Extract<RoutineAnswer, { status: "refused" }>;
export type RefusedFacts = { entitlements: Entitlements; meter: Meter; amount: number; resetsAt: Date };

/** The error that explains why an event was not counted. */
export function refusalOf(
  answer: RefusedAnswer,
  { entitlements, meter, amount, resetsAt }: RefusedFacts,
): GatehouseError {
  const { rule, used, held, graceStartedAt, credited, credits } = answer;
  if (rule === "read_only" || rule === "blocked") {
    const refusal = accessRefusal(entitlements, "write");
    if (!refusal) throw new Error(`track_usage refused as ${rule}, but access is ${entitlements.access}`);
    return refusal;
  }
  return limitReached(
    explainRefusal({
      catalog,
      entitlements,
      meter,
      thresholds: counterThresholds(catalog, entitlements, meter.key),
      rule,
      amount,
      used,
      held,
      credited,
      credits,
      graceStartedAt,
      resetsAt,
      upgradeUrl: upgradeUrl(),
    }),
  );
}
