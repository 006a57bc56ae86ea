import type { Ladder, Limit } from "@/lib/catalog";

/** What is told once per period: an upgrade call, an e-mail, the soft limit with its grace, the stop. */
export type Step = "call" | "email" | "soft" | "hard";

/** The ladder of one meter in whole units, so that nothing is rounded where it decides. `null`: never reached. */
export type Rungs = {
  limit: number | null;
  callAt: number | null;
  emailAt: number | null;
  softAt: number | null;
  /** Use may reach this and no more, at any time. */
  hardLimit: number | null;
  graceMs: number;
};

/** Where a counter stands. */
export type Count = { used: number; graceStartedAt: Date | null };

export type RefusalRule = "not_included" | "hard_limit" | "grace_over" | "level_full";

export type Decision =
  | { allowed: true; used: number; graceStartedAt: Date | null; reached: Step[] }
  | { allowed: false; rule: RefusalRule; since: Date | null };

export type State = "ok" | "call" | "email" | "grace" | "overage" | "stopped" | "not_included";

const dayMs = 24 * 60 * 60 * 1000;

/**
 * The ladder of a counter with this limit.
 *
 * @param sold whether use above the limit is sold (overage): then nothing ever stops.
 */
export function rungsOf(ladder: Ladder, limit: Limit, sold = false): Rungs {
  const graceMs = ladder.graceDays * dayMs;
  if (limit === "unlimited") {
    return { limit: null, callAt: null, emailAt: null, softAt: null, hardLimit: null, graceMs };
  }
  return {
    limit,
    callAt: Math.ceil(partOf(limit, ladder.call)),
    emailAt: Math.ceil(partOf(limit, ladder.email)),
    softAt: Math.ceil(partOf(limit, ladder.soft)),
    hardLimit: sold ? null : Math.floor(partOf(limit, ladder.hard)),
    graceMs,
  };
}

/** A gauge has one rung: its limit. */
export function gaugeRungs(limit: Limit): Rungs {
  const at = limit === "unlimited" ? null : limit;
  return { limit: at, callAt: null, emailAt: null, softAt: null, hardLimit: at, graceMs: 0 };
}

/** In thousandths: 100 × 1.1 is 110.00000000000001 in floating point, and a limit of 100 would let 111 through or not 110. */
function partOf(limit: number, part: number): number {
  const perMille = Math.round(part * 1000);
  return Math.floor(limit / 1000) * perMille + ((limit % 1000) * perMille) / 1000;
}

/** Whether `amount` more may be counted at `now`, and what that changes. */
export function decide(rungs: Rungs, count: Count, amount: number, now: Date): Decision {
  const used = count.used + amount;
  if (rungs.hardLimit !== null) {
    if (rungs.limit === 0) return { allowed: false, rule: "not_included", since: null };
    if (used > rungs.hardLimit) return { allowed: false, rule: "hard_limit", since: null };
    const graceEndsAt = graceEnd(rungs, graceOf(rungs, count));
    if (graceEndsAt && now >= graceEndsAt) return { allowed: false, rule: "grace_over", since: graceEndsAt };
  }
  const graceStartedAt = reaches(used, rungs.softAt) ? (graceOf(rungs, count) ?? now) : null;
  return { allowed: true, used, graceStartedAt, reached: stepsAt(rungs, used) };
}

/** A grace that began under a lower limit is over when the limit was raised above what is used. */
function graceOf(rungs: Rungs, { used, graceStartedAt }: Count): Date | null {
  return reaches(used, rungs.softAt) ? graceStartedAt : null;
}

/** When the grace that began at `startedAt` ends: the first moment of being stopped. */
export function graceEnd(rungs: Rungs, startedAt: Date | null): Date | null {
  return startedAt && new Date(startedAt.getTime() + rungs.graceMs);
}

/** Every step that is at or below `used`. */
export function stepsAt(rungs: Rungs, used: number): Step[] {
  const steps: [Step, number | null][] = [
    ["call", rungs.callAt],
    ["email", rungs.emailAt],
    ["soft", rungs.softAt],
    ["hard", rungs.hardLimit],
  ];
  return steps.filter(([, at]) => reaches(used, at)).map(([step]) => step);
}

/** Where on the ladder a counter stands at `now`: what the pages show. */
export function stateOf(rungs: Rungs, count: Count, now: Date): State {
  const { used } = count;
  if (rungs.limit === 0) return rungs.hardLimit === null ? "overage" : "not_included";
  if (reaches(used, rungs.softAt)) {
    if (rungs.hardLimit === null) return "overage";
    const ends = graceEnd(rungs, count.graceStartedAt);
    return reaches(used, rungs.hardLimit) || (ends && now >= ends) ? "stopped" : "grace";
  }
  if (reaches(used, rungs.emailAt)) return "email";
  return reaches(used, rungs.callAt) ? "call" : "ok";
}

/** Whether a level may rise by `delta`. A gauge stops at its limit; going down is always allowed. */
export function decideLevel(
  limit: Limit,
  level: number,
  delta: number,
): { allowed: true } | { allowed: false; rule: RefusalRule } {
  if (delta <= 0 || limit === "unlimited" || level + delta <= limit) return { allowed: true };
  return { allowed: false, rule: limit === 0 ? "not_included" : "level_full" };
}

/** Where a gauge stands: the call comes as with a counter, the stop at the limit. */
export function levelStateOf(ladder: Ladder, limit: Limit, level: number): State {
  if (limit === 0) return "not_included";
  if (limit !== "unlimited" && level >= limit) return "stopped";
  const { callAt } = rungsOf(ladder, limit);
  return reaches(level, callAt) ? "call" : "ok";
}

const reaches = (used: number, at: number | null): boolean => at !== null && used >= at;
