import "server-only";
import { type GatehouseError, unreachable } from "@/lib/errors";
import { refusalOf } from "../thresholds/refusal-of";
import type { RoutineAnswer } from "./batch";
import type { CountedEvent } from "./event-answer";
import { keyReused, type Plan } from "./plan-batches";

/** What is said of one reported event. */
export type EventAnswer = CountedEvent | { status: "refused"; error: GatehouseError };

/** Brings the routine's answers and the refusals before it back into the order of the events. */
export function readAnswers(plans: readonly Plan[], answers: readonly (RoutineAnswer | undefined)[]): EventAnswer[] {
  const read: EventAnswer[] = [];
  for (const [ordinal, plan] of plans.entries()) read.push(readAnswer(plan, answers[ordinal], read));
  return read;
}

function readAnswer(plan: Plan, answer: RoutineAnswer | undefined, before: readonly EventAnswer[]): EventAnswer {
  switch (plan.go) {
    case "refuse":
      return { status: "refused", error: plan.error };
    case "same":
      return repeated(before[plan.as]);
    case "count":
      return counted(plan, answer);
    default:
      return unreachable(plan);
  }
}

function repeated(first: EventAnswer | undefined): EventAnswer {
  if (!first) throw new Error("an event shares the answer of one that comes after it");
  return first.status === "refused" ? first : { ...first, status: "duplicate", duplicate: true };
}

function counted({ event, meter, organization, batch }: Counting, answer: RoutineAnswer | undefined): EventAnswer {
  if (!answer) throw new Error("track_usage left an event without an answer");
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
        limit: answer.limit ?? "unlimited",
        hardLimit: answer.hardLimit ?? "unlimited",
        state: answer.state,
        graceEndsAt: answer.graceEndsAt && textOf(answer.graceEndsAt),
        resetsAt: textOf(answer.resetsAt),
      };
    default:
      return unreachable(answer);
  }
}

const texts = new WeakMap<Date, string>();

/** A thousand answers share the end of their period: it is written out once. */
function textOf(instant: Date): string {
  const known = texts.get(instant);
  if (known !== undefined) return known;
  const text = instant.toISOString();
  texts.set(instant, text);
  return text;
}

type Counting = Extract<Plan, { go: "count" }>;
