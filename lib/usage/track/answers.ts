import "server-only";
import { type GatehouseError, unreachable } from "@/lib/errors";
import { refusalOf } from "../thresholds/refusal-of";
import type { RoutineAnswer } from "./batch";
import { keyReused, type Placement } from "./batch-events";
import type { CountedEvent } from "./event-answer";
import { isoText } from "./serialized";

/** The answer to one reported event. */
export type EventAnswer = CountedEvent | { status: "refused"; error: GatehouseError };

/** Combines the database's answers with the earlier refusals, in the order of the events. */
export function readAnswers(
  placements: readonly Placement[],
  answers: readonly (RoutineAnswer | undefined)[],
): EventAnswer[] {
  const read: EventAnswer[] = [];
  for (const [ordinal, placement] of placements.entries()) read.push(readAnswer(placement, answers[ordinal], read));
  return read;
}

function readAnswer(
  placement: Placement,
  answer: RoutineAnswer | undefined,
  earlier: readonly EventAnswer[],
): EventAnswer {
  switch (placement.kind) {
    case "refused":
      return { status: "refused", error: placement.error };
    case "repeated":
      return repeated(earlier[placement.ordinal]);
    case "batched":
      return counted(placement, answer);
    default:
      return unreachable(placement);
  }
}

function repeated(first: EventAnswer | undefined): EventAnswer {
  if (!first) throw new Error("an event repeats a later one");
  return first.status === "refused" ? first : { ...first, status: "duplicate", duplicate: true };
}

type Batched = Extract<Placement, { kind: "batched" }>;

function counted({ event, meter, organization, batch }: Batched, answer: RoutineAnswer | undefined): EventAnswer {
  if (!answer) throw new Error("track_usage returned no answer for an event");
  const { amount } = event;
  switch (answer.status) {
    case "conflict":
      return { status: "refused", error: keyReused() };
    case "refused": {
      const { entitlements } = organization;
      return {
        status: "refused",
        error: refusalOf(answer, { entitlements, meter, amount, resetsAt: batch.period.end }),
      };
    }
    case "accepted":
    case "duplicate":
      return {
        status: answer.status,
        duplicate: answer.status === "duplicate",
        id: answer.id,
        organization: organization.organizationId,
        meter: meter.key,
        amount,
        used: answer.used,
        ...(answer.credited > 0 && { credited: answer.credited }),
        limit: answer.limit ?? "unlimited",
        hardLimit: answer.hardLimit ?? "unlimited",
        state: answer.state,
        graceEndsAt: answer.graceEndsAt && isoText(answer.graceEndsAt),
        resetsAt: isoText(answer.resetsAt),
      };
    default:
      return unreachable(answer);
  }
}
