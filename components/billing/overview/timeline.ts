import type { BillingSummary } from "@/lib/billing";
import { daysUntil } from "@/lib/durations";

type MarkKind = "start" | "today" | "trial_end" | "change" | "end";

export type TimelineMark = {
  kind: MarkKind;
  at: Date;
  label: string;
  /** Where it is on the line, 0 to 100. */
  position: number;
};

export type Timeline = {
  marks: TimelineMark[];
  /** How much of the period has passed, 0 to 100. */
  passed: number;
  daysLeft: number;
};

type Facts = Pick<
  BillingSummary,
  | "status"
  | "trialStartedAt"
  | "trialEndsAt"
  | "freeUntil"
  | "currentPeriodStart"
  | "currentPeriodEnd"
  | "cancelAt"
  | "scheduled"
  | "nextCharge"
>;

/**
 * The current period, or the trial before a purchase, with what is going to happen in it.
 *
 * @returns null if there is no period that `now` lies in.
 */
export function timelineOf(facts: Facts, now: Date): Timeline | null {
  const { status, freeUntil, cancelAt, scheduled, currentPeriodStart, currentPeriodEnd } = facts;
  const onTrial = status === "trialing" && freeUntil === null;
  const start = onTrial ? facts.trialStartedAt : currentPeriodStart;
  const end = onTrial ? facts.trialEndsAt : currentPeriodEnd;
  if (!start || !end || start > now || end <= now) return null;
  const whole = end.getTime() - start.getTime();
  const mark = (kind: MarkKind, at: Date, label: string): TimelineMark => ({
    kind,
    at,
    label,
    position: ((at.getTime() - start.getTime()) / whole) * 100,
  });
  const isWithin = (at: Date | null | undefined): at is Date => !!at && at > start && at < end;
  const marks = [
    mark("start", start, onTrial ? "Trial started" : "Period started"),
    mark("today", now, "Today"),
    ...(isWithin(freeUntil) ? [mark("trial_end", freeUntil, "Free until")] : []),
    ...(isWithin(cancelAt) ? [mark("change", cancelAt, "Plan ends")] : []),
    ...(isWithin(scheduled?.at) ? [mark("change", scheduled.at, changeLabel(scheduled))] : []),
    mark("end", end, endLabel(facts, onTrial, end)),
  ];
  return {
    marks: marks.toSorted((a, b) => a.position - b.position),
    passed: mark("today", now, "").position,
    daysLeft: daysUntil(end, now),
  };
}

const changeLabel = ({ plan }: NonNullable<Facts["scheduled"]>) => `Changes to ${plan.name}`;

function endLabel({ cancelAt, scheduled, nextCharge, freeUntil }: Facts, onTrial: boolean, end: Date): string {
  if (onTrial) return "Trial ends";
  if (cancelAt?.getTime() === end.getTime()) return "Plan ends";
  if (scheduled?.at.getTime() === end.getTime()) return changeLabel(scheduled);
  if (freeUntil?.getTime() === end.getTime()) return nextCharge ? "First charge" : "Free until";
  return nextCharge ? "Next charge" : "Period ends";
}
