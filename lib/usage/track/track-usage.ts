import "server-only";
import { uuidv7 } from "uuidv7";
import { catalog } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { assertAccess, entitlementsOf } from "@/lib/entitlements";
import { unreachable } from "@/lib/errors";
import { findCounter } from "../find-meter";
import { usagePeriod } from "../period";
import { notifyLimits } from "../thresholds/notify-limits";
import { type RefusedFacts, refusalOf } from "../thresholds/refusal-of";
import { type Batch, type RoutineAnswer, termsOf } from "./batch";
import { keyReused } from "./batch-events";
import type { UsageEvent } from "./event";
import { runTrackUsageIn } from "./run-track-usage";

export type TrackInput = Pick<UsageEvent, "meter" | "properties"> & { amount?: number; idempotencyKey?: string };

/**
 * Tracks usage of a counter in the caller's transaction, together with the work it counts: both happen, or neither.
 * The counter stays locked until that transaction ends, so call this late.
 *
 * @returns the usage in this period, including this amount.
 * @throws GatehouseError `limit_reached` (402, details are a `Refusal`), `read_only`, `conflict` (the key was used for
 *   another event), `unknown_name`, `unavailable` (the plan just changed; nothing was counted).
 */
export async function trackUsage(ctx: TenantContext, input: TrackInput): Promise<number> {
  const meter = findCounter(input.meter);
  const entitlements = await entitlementsOf(ctx);
  assertAccess(entitlements, "write");
  const period = usagePeriod(catalog.usagePeriod, entitlements.anchorAt, ctx.now);
  const amount = input.amount ?? 1;
  const event = {
    ordinal: 0,
    id: uuidv7(),
    amount,
    key: input.idempotencyKey ?? null,
    calledAt: ctx.now,
    occurredAt: null,
    properties: input.properties ?? null,
    source: `${ctx.actor.kind}:${ctx.actor.id}`,
  };
  const batch: Batch = {
    organization: ctx.organizationId,
    version: entitlements.version,
    terms: termsOf(catalog, entitlements, meter.key),
    period,
    events: [event],
  };
  const { answers, reached } = await runTrackUsageIn(ctx.tx, [batch]);
  if (reached.length > 0) await notifyLimits(ctx);
  return usedOrThrow(answers[0], { entitlements, meter, amount, resetsAt: period.end });
}

function usedOrThrow(answer: RoutineAnswer | undefined, facts: RefusedFacts): number {
  if (!answer) throw new Error("track_usage returned no answer for an event");
  switch (answer.status) {
    case "accepted":
    case "duplicate":
      return answer.used;
    case "conflict":
      throw keyReused();
    case "refused":
      throw refusalOf(answer, facts);
    default:
      return unreachable(answer);
  }
}
