import "server-only";
import { uuidv7 } from "uuidv7";
import { catalog } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { assertAccess, entitlementsOf } from "@/lib/entitlements";
import { unreachable } from "@/lib/errors";
import { usagePeriod } from "../period";
import { type RefusedFacts, refusalOf } from "../thresholds/refusal-of";
import { tellLimits } from "../thresholds/tell-limits";
import { type Batch, type RoutineAnswer, termsOf } from "./batch";
import { callTrackUsage } from "./call-track-usage";
import type { UsageEvent } from "./event";
import { findCounter } from "./find-counter";
import { keyReused } from "./plan-batches";

export type TrackInput = Pick<UsageEvent, "meter" | "properties"> & { amount?: number; idempotencyKey?: string };

/**
 * Counts use of a counter in the caller's transaction, which also does the thing that is counted: both happen, or neither.
 * The counter stays locked until that transaction ends, so call it late.
 *
 * @returns what is used in this period now, this amount included.
 * @throws GatehouseError `limit_reached` (402, details are a `Refusal`), `read_only`, `conflict` (the key was used for
 *   something else), `unknown_name`, `unavailable` (the plan changed at this moment; nothing was counted).
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
  const { answers, told } = await callTrackUsage(ctx.tx, [batch]);
  if (told.length > 0) await tellLimits(ctx);
  return usedOrThrow(answers[0], { entitlements, meter, amount, resetsAt: period.end });
}

function usedOrThrow(answer: RoutineAnswer | undefined, facts: RefusedFacts): number {
  if (!answer) throw new Error("track_usage left an event without an answer");
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
