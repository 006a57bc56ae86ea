import type { gaugeReadings, gauges, usageCounters, usageEvents, usageNotices } from "@/db/schema";
import { type Catalog, findPlan, type Limit, type Plan } from "@/lib/catalog";
import { addDays, day } from "@/lib/durations";
import { seatMeter, sellsSeats } from "@/lib/seats/seat-meter";
import { type Period, usagePeriod } from "@/lib/usage/period";
import { thresholdsOf } from "@/lib/usage/thresholds/thresholds";
import type { Books } from "./books";
import { monthsAfter } from "./calendar";
import type { CustomerHistory } from "./customer";
import { Random } from "./random";

type UsageRows = {
  counters: (typeof usageCounters.$inferInsert)[];
  events: (typeof usageEvents.$inferInsert)[];
  notices: (typeof usageNotices.$inferInsert)[];
  gauges: (typeof gauges.$inferInsert)[];
  readings: (typeof gaugeReadings.$inferInsert)[];
};

/** How much work there is in each month, January first. */
const seasons = [0.95, 1, 1.05, 1.05, 1.05, 1, 0.85, 0.8, 1.05, 1.1, 1.05, 0.75];

/** What a customer without a limit counts in a month, in units of `appetite`: more than any plan with a limit includes. */
function unlimitedMonth({ plans }: Catalog, meter: string): number {
  const limits = plans.flatMap(({ limits }) => (typeof limits[meter] === "number" ? limits[meter] : []));
  return Math.max(...limits, 0) * 1.8 || 9_000;
}

/** What a gauge reaches at a large customer, unless the product says otherwise. */
const largeLevel = 8;

/** Levels of gauges: `counted` from the product's rows, `large` at a large customer. */
type Levels = { counted: Readonly<Record<string, number>>; large: Readonly<Record<string, number>> };

/** Single events are only there for so many days, besides the sums. */
const eventDays = 31;

/** A customer's usage: the sum of each period, single events of the current one, and the levels of gauges. */
export function usageRows(
  catalog: Catalog,
  history: CustomerHistory,
  books: Books,
  { organizationId, levels }: { organizationId: string; levels: Levels },
  until: Date,
): UsageRows {
  const rows: UsageRows = { counters: [], events: [], notices: [], gauges: [], readings: [] };
  if (!history.onboardedAt)
    return { ...rows, gauges: sellsSeats(catalog) ? [seats(history, organizationId, until)] : [] };
  const random = new Random(`${history.key}/usage`);
  // A calendar month with two plans is one period: it is rated by the later one.
  const periods = new Map<number, { plan: Plan; period: Period }>();
  for (const span of spansOf(catalog, history, books, until)) {
    const plan = findPlan(catalog, span.plan);
    for (const period of periodsOf(catalog, span, until)) periods.set(period.start.getTime(), { plan, period });
  }
  for (const { key, kind } of catalog.meters) {
    if (kind !== "counter") continue;
    for (const { plan, period } of periods.values())
      countPeriod(rows, catalog, {
        history,
        organizationId,
        plan,
        meter: key,
        period,
        until,
        random: random.child(`${key} ${period.start.toISOString()}`),
      });
  }
  measure(rows, catalog, history, { organizationId, levels, until, random: random.child("gauges") });
  return rows;
}

/** A time with one plan and one anchor of usage periods. */
type Span = { plan: string; anchor: Date; from: Date; to: Date };

/** The trial, and then each subscription. A change of plan keeps the anchor. Between them a free plan, if there is one. */
function spansOf(
  catalog: Catalog,
  { signedUpAt, trial }: CustomerHistory,
  { subscriptions }: Books,
  until: Date,
): Span[] {
  const [first] = subscriptions;
  const trialEnd = new Date(
    Math.min(trial.endsAt.getTime(), first?.startedAt.getTime() ?? Number.POSITIVE_INFINITY, until.getTime()),
  );
  const spans = [
    { plan: trial.plan, anchor: signedUpAt, from: signedUpAt, to: trialEnd },
    ...subscriptions.map(({ startedAt, endedAt, items }) => ({
      plan: items.find(({ price }) => price.kind === "plan")?.price.itemKey ?? trial.plan,
      anchor: startedAt,
      from: startedAt,
      to: endedAt ?? until,
    })),
  ];
  const { fallback } = catalog.trial;
  if (fallback === "read_only") return spans;
  return spans.flatMap((span, index) => {
    const to = spans[index + 1]?.from ?? until;
    return span.to < to ? [span, { plan: fallback.plan, anchor: span.anchor, from: span.to, to }] : [span];
  });
}

function* periodsOf(catalog: Catalog, { anchor, from, to }: Span, until: Date): Generator<Period> {
  const end = to < until ? to : until;
  for (let at = from; at < end; ) {
    const period = usagePeriod(catalog.usagePeriod, anchor, at);
    yield period;
    at = period.end;
  }
}

type Counting = {
  history: CustomerHistory;
  organizationId: string;
  plan: Plan;
  meter: string;
  period: Period;
  until: Date;
  random: Random;
};

function countPeriod(rows: UsageRows, catalog: Catalog, given: Counting): void {
  const { history, organizationId, plan, meter, period, until, random } = given;
  const limit = plan.limits[meter] ?? 0;
  if (limit === 0) return;
  const sold = plan.overage[meter] !== undefined;
  const thresholds = thresholdsOf(catalog.thresholds, limit, sold);
  const whole = limit === "unlimited" ? unlimitedMonth(catalog, meter) : limit;
  const season = seasons[period.start.getUTCMonth()] ?? 1;
  const passed = Math.min(
    1,
    (until.getTime() - period.start.getTime()) / (period.end.getTime() - period.start.getTime()),
  );
  const wanted = Math.round(whole * history.appetite * season * random.between(0.8, 1.2) * passed);
  const used = Math.min(wanted, thresholds.hardLimit ?? wanted);
  if (used <= 0) return;
  const soft = thresholds.softLimit;
  const reached = soft !== null && used >= soft;
  const lastAt = new Date(Math.min(period.end.getTime(), until.getTime()) - 1000);
  const graceStartedAt = reached ? new Date(Math.max(period.start.getTime(), lastAt.getTime() - 2 * day)) : null;
  rows.counters.push({
    organizationId,
    meter,
    periodStart: period.start,
    periodEnd: period.end,
    used,
    graceStartedAt,
    included: limit === "unlimited" ? null : limit,
    sold,
    overage: sold && limit !== "unlimited" ? Math.max(0, used - limit) : 0,
    held: 0,
    overageReported: sold && limit !== "unlimited" ? Math.max(0, used - limit) : 0,
    updatedAt: lastAt,
  });
  if (period.end <= until) return;
  addEvents(rows, given, used, limit);
  const steps = [
    ["warning", thresholds.warningAt],
    ["critical", thresholds.criticalAt],
    ["soft", soft],
    ["hard", thresholds.hardLimit],
  ] as const;
  for (const [step, at] of steps)
    if (at !== null && used >= at && limit !== "unlimited")
      rows.notices.push({
        organizationId,
        meter,
        periodStart: period.start,
        atLimit: limit,
        step,
        refused: null,
        toldAt: lastAt,
        mailedAt: lastAt,
        overAt: null,
      });
}

/** One event a day, which add up to what was used. */
function addEvents(rows: UsageRows, given: Counting, used: number, limit: Limit): void {
  const { organizationId, meter, period, until, random } = given;
  const days: Date[] = [];
  for (let at = new Date(period.start.getTime() + day / 2); at < until && days.length < eventDays; at = addDays(at, 1))
    days.push(at);
  if (days.length === 0) days.push(new Date(until.getTime() - 1000));
  const weights = days.map((at) => (at.getUTCDay() % 6 === 0 ? 0.15 : 1) * random.between(0.6, 1.4));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let counted = 0;
  for (const [index, recordedAt] of days.entries()) {
    const isLast = index === days.length - 1;
    const amount = isLast ? used - counted : Math.floor((used * (weights[index] ?? 0)) / total);
    if (amount <= 0) continue;
    counted += amount;
    rows.events.push({
      organizationId,
      recordedAt,
      id: random.uuid(recordedAt),
      meter,
      amount,
      occurredAt: null,
      periodStart: period.start,
      idempotencyKey: `seed-${meter}-${recordedAt.toISOString()}`,
      properties: null,
      source: "seed",
      used: counted,
      included: limit === "unlimited" ? null : limit,
      hardLimit: null,
      graceEndsAt: null,
      resetsAt: period.end,
      state: null,
    });
  }
}

const seats = ({ people }: CustomerHistory, organizationId: string, until: Date) => ({
  organizationId,
  meter: seatMeter,
  level: people.length,
  updatedAt: until,
});

/** What a customer has now, and had at the start of each month. */
function measure(
  rows: UsageRows,
  catalog: Catalog,
  history: CustomerHistory,
  given: { organizationId: string; levels: Levels; until: Date; random: Random },
): void {
  const { organizationId, levels, until, random } = given;
  for (const { key, kind } of catalog.meters) {
    if (kind !== "gauge") continue;
    const full = random.child(key).between(0.05, 0.9) * (levels.large[key] ?? largeLevel);
    const levelAt = (at: Date): number => {
      if (key === seatMeter) return history.people.filter(({ joinedAt }) => joinedAt <= at).length;
      const counted = levels.counted[key];
      if (counted !== undefined) return counted;
      const age = (at.getTime() - history.signedUpAt.getTime()) / (365 * day);
      return Math.round(full * Math.min(1, 0.15 + age));
    };
    rows.gauges.push({ organizationId, meter: key, level: levelAt(until), updatedAt: until });
    for (let month = 0; ; month += 1) {
      const at = monthsAfter(history.signedUpAt, month);
      if (at >= until) break;
      const id = random.uuid(at);
      rows.readings.push({ organizationId, meter: key, id, level: levelAt(at), measuredAt: at });
    }
  }
}
