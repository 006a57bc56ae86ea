import type { Limit, MeterKey } from "./acts";
import type { TermsOverTime } from "./terms-over-time";

/** An event as the log has it. */
export type LoggedEvent = { meter: MeterKey; amount: number; at: Date; periodStart: Date };

type Counter = {
  meter: MeterKey;
  periodStart: Date;
  periodEnd: Date;
  used: number;
  /** The limit when it last counted or was compared; undefined before that. */
  limit: Limit | undefined;
  graceFrom: Date | null;
};

const graceMs = 7 * 24 * 60 * 60 * 1000;
const steps = ["warning", "critical", "soft", "refused", "hard"] as const;
type Step = (typeof steps)[number];

/** What must happen, computed act by act without the code that is tested. */
export class ExpectedUsage {
  private readonly counters = new Map<string, Counter>();
  readonly notices = new Set<string>();
  /** One per act and counter: the highest new step, as emailed. */
  readonly notified: string[] = [];
  readonly openAlerts = new Set<string>();

  constructor(private readonly terms: TermsOverTime) {}

  counter(meter: MeterKey, period: { start: Date; end: Date }): Counter {
    const key = `${meter} ${period.start.toISOString()}`;
    const known = this.counters.get(key);
    if (known) return known;
    const { start, end } = period;
    const fresh = { meter, periodStart: start, periodEnd: end, used: 0, limit: undefined, graceFrom: null };
    this.counters.set(key, fresh);
    return fresh;
  }

  /** Why an event is refused; undefined if it is counted. Doesn't count it. */
  refusal(counter: Counter, amount: number, held: number, now: Date): string | undefined {
    const { meter, used } = counter;
    if (!this.terms.isActiveAt(now)) return "read_only";
    const limit = this.terms.limitAt(now, meter);
    if (limit === "unlimited" || this.terms.sellsMoreAt(now, meter)) return undefined;
    if (limit === 0) return "not_included";
    if (used + held + amount > hardLimitOf(limit)) return "hard_limit";
    const graceFrom = counter.limit === limit && used >= limit ? counter.graceFrom : null;
    return graceFrom && now.getTime() >= graceFrom.getTime() + graceMs ? "grace_over" : undefined;
  }

  count(counter: Counter, amount: number, now: Date): void {
    counter.used += amount;
    this.follow(counter, now);
  }

  /** Limits may have changed since the counter last counted. */
  follow(counter: Counter, now: Date): void {
    const limit = this.terms.limitAt(now, counter.meter);
    const reached = limit !== "unlimited" && counter.used >= limit;
    const same = counter.limit === limit;
    counter.graceFrom = reached ? ((same ? counter.graceFrom : null) ?? now) : null;
    counter.limit = limit;
  }

  /** After each request: what it reached is notified once per period and limit. */
  notify(counter: Counter, refused: { stopped: boolean; amount: number | null }, now: Date): void {
    const limit = this.terms.limitAt(now, counter.meter);
    if (limit === "unlimited" || limit === 0) return;
    const hard = this.terms.sellsMoreAt(now, counter.meter) ? Number.POSITIVE_INFINITY : hardLimitOf(limit);
    const { used } = counter;
    const stopped = refused.stopped || used >= hard;
    const all: [Step, boolean][] = [
      ["warning", used * 10 >= limit * 8],
      ["critical", used * 10 >= limit * 9],
      ["soft", used >= limit],
      ["refused", refused.amount !== null && !stopped],
      ["hard", stopped],
    ];
    const fresh = all.flatMap(([step, is]) => {
      const key = noticeOf(counter, limit, step);
      return is && !this.notices.has(key) ? [{ step, key }] : [];
    });
    for (const { key } of fresh) this.notices.add(key);
    const highest = fresh.at(-1);
    if (!highest) return;
    this.notified.push(highest.key);
    if (highest.step !== "warning" && highest.step !== "critical") this.openAlerts.add(highest.key);
  }

  /** The job: current counters are compared with their limits, and alerts whose cause is gone are closed. */
  followAll(now: Date): void {
    for (const counter of this.counters.values()) {
      if (counter.periodEnd <= now) continue;
      this.follow(counter, now);
      this.notify(counter, { stopped: false, amount: null }, now);
    }
    for (const key of this.openAlerts) {
      const counter = [...this.counters.values()].find((one) => steps.some((step) => isNotice(one, step, key)));
      const limit = counter && this.terms.limitAt(now, counter.meter);
      if (!counter || counter.periodEnd <= now || !steps.some((step) => noticeOf(counter, limit ?? 0, step) === key))
        this.openAlerts.delete(key);
    }
  }
}

const isNotice = (counter: Counter, step: Step, key: string): boolean =>
  key.startsWith(`${counter.meter} ${counter.periodStart.toISOString()} `) && key.endsWith(` ${step}`);

export const noticeOf = (
  { meter, periodStart }: { meter: string; periodStart: Date },
  limit: Limit,
  step: string,
): string => `${meter} ${periodStart.toISOString()} ${limit} ${step}`;

const hardLimitOf = (limit: number): number => Math.floor((limit * 11) / 10);

/** Rates an event log, one event after the other, each at the terms that held when it happened. */
export function rateLog(log: readonly LoggedEvent[], terms: TermsOverTime): Map<string, number> {
  const used = new Map<string, number>();
  const overage = new Map<string, number>();
  for (const { meter, amount, at, periodStart } of log) {
    const key = `${meter} ${periodStart.toISOString()}`;
    const before = used.get(key) ?? 0;
    used.set(key, before + amount);
    const limit = terms.limitAt(at, meter);
    if (!terms.chargesAt(at, meter) || limit === "unlimited") continue;
    const beyond = Math.max(0, before + amount - limit) - Math.max(0, before - limit);
    if (beyond > 0) overage.set(key, (overage.get(key) ?? 0) + beyond);
  }
  return overage;
}
