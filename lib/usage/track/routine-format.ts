import { second } from "@/lib/durations";
import { pgArray, pgPlain } from "@/lib/pg-array";
import { counterState, graceEnd } from "../thresholds/thresholds";
import type { Batch, CountedEvent, ReachedThreshold, RoutineAnswer, RoutineResult, Terms } from "./batch";
import { isoText, type Serialized } from "./serialized";

/** The types of the parameters of `track_usage`, in order: terms, batches, reports, events, key ids, prices of the terms. */
const types = [
  ...["text", "text", "bigint", "bigint", "bigint", "bigint", "bigint", "bigint", "boolean", "boolean"],
  ...["uuid", "bigint", "timestamptz", "timestamptz", "integer", "bigint", "integer"],
  ...["timestamptz", "text"],
  ...["integer", "integer", "uuid", "bigint", "bigint", "text", "timestamptz", "jsonb"],
  "uuid",
  ...["text", "bigint", "bigint"],
];

export const trackStatement = `select track_usage(${types.map((type, index) => `$${index + 1}::text::${type}[]`).join(", ")}) as result`;

/**
 * The parameters of `trackStatement`, an array each. Pure.
 *
 * @param keyIds platform keys that must still be valid; null if none was used.
 */
export function trackParameters(batches: readonly Batch[], keyIds: readonly string[] | null): (string | null)[] {
  const places = new Map<Terms, number>();
  const columns = [...batchColumns(batches, places), ...eventColumns(batches), keyIds && pgArray(keyIds)];
  return [...columns, ...priceColumns([...places.keys()])];
}

/** @param places gets each distinct term and its number, in order. */
function batchColumns(batches: readonly Batch[], places: Map<Terms, number>): string[] {
  const termOf = batches.map(({ terms }) => {
    const known = places.get(terms);
    if (known !== undefined) return known;
    places.set(terms, places.size + 1);
    return places.size;
  });
  let last = 0;
  const lasts = batches.map(({ events }) => (last += events.length));
  return [
    ...termColumns([...places.keys()]),
    pgPlain(batches.map(({ organization }) => organization)),
    pgPlain(batches.map(({ version }) => version)),
    pgPlain(batches.map(({ period }) => isoText(period.start))),
    pgPlain(batches.map(({ period }) => isoText(period.end))),
    pgPlain(termOf),
    pgPlain(batches.map(({ events }) => events.reduce((sum, { amount }) => sum + amount, 0))),
    pgPlain(lasts),
  ];
}

function termColumns(all: readonly Terms[]): string[] {
  const column = (read: (terms: Terms) => string | number | boolean | null) => pgArray(all.map(read));
  return [
    column(({ meter }) => meter),
    column(({ access }) => access),
    column(({ thresholds }) => thresholds.limit),
    column(({ thresholds }) => thresholds.warningAt),
    column(({ thresholds }) => thresholds.criticalAt),
    column(({ thresholds }) => thresholds.softLimit),
    column(({ thresholds }) => thresholds.hardLimit),
    column(({ thresholds }) => thresholds.graceMs / second),
    column(({ sold }) => sold),
    column(({ granted }) => granted),
  ];
}

function priceColumns(all: readonly Terms[]): string[] {
  const column = (read: (price: Terms["price"]) => string | number | null) =>
    pgArray(all.map(({ price }) => read(price)));
  return [
    column((price) => price?.currency ?? null),
    column((price) => price?.unitAmount ?? null),
    column((price) => price?.per ?? null),
  ];
}

/** Events of one report share its time and source; each event has the number of its report, from 1. */
function eventColumns(batches: readonly Batch[]): (string | null)[] {
  const reports = new Map<Date, Map<string, number>>();
  const reportList: Report[] = [];
  const batchOf: number[] = [];
  const reportOf: number[] = [];
  const ids: string[] = [];
  const amounts: number[] = [];
  const runningTotals: number[] = [];
  const events: CountedEvent[] = [];
  for (const [index, batch] of batches.entries()) {
    let runningTotal = 0;
    for (const event of batch.events) {
      runningTotal += event.amount;
      batchOf.push(index + 1);
      reportOf.push(reportNumber(reports, reportList, event));
      ids.push(event.id);
      amounts.push(event.amount);
      runningTotals.push(runningTotal);
      events.push(event);
    }
  }
  // Most events have no time or properties of their own; then the whole column is null.
  const optional = (read: (event: CountedEvent) => string | null) => {
    const values = events.map(read);
    return values.every((value) => value === null) ? null : pgArray(values);
  };
  return [
    pgPlain(reportList.map(({ calledAt }) => calledAt.toISOString())),
    pgArray(reportList.map(({ source }) => source)),
    pgPlain(batchOf),
    pgPlain(reportOf),
    pgPlain(ids),
    pgPlain(amounts),
    pgPlain(runningTotals),
    optional(({ key }) => key),
    optional(({ occurredAt }) => occurredAt?.toISOString() ?? null),
    optional(({ properties }) => properties && JSON.stringify(properties)),
  ];
}

type Report = Pick<CountedEvent, "calledAt" | "source">;

function reportNumber(
  numbers: Map<Date, Map<string, number>>,
  reports: Report[],
  { calledAt, source }: CountedEvent,
): number {
  const known = numbers.get(calledAt)?.get(source);
  if (known !== undefined) return known;
  reports.push({ calledAt, source });
  const bySource = numbers.get(calledAt) ?? new Map<string, number>();
  numbers.set(calledAt, bySource.set(source, reports.length));
  return reports.length;
}

/** What `track_usage` returns. */
export type RoutineJson = {
  /** Per batch, what was used before it. */
  before: number[];
  /** Per event, what is used with it, or null if it wasn't counted. Null as a whole if all were counted, in order. */
  sums: (number | null)[] | null;
  /** Per batch, when its grace period began. */
  graces: (string | null)[];
  /** The events that were not simply counted. */
  others: RoutineException[];
  /** The thresholds reached for the first time. */
  told: ReachedThreshold[];
  /** Per batch, how many units credits had paid for before it. */
  credited: number[];
  /** Per event, how many units credits paid for, and whether any are left after it. Null as a whole if no credits were looked for. */
  draws: number[] | null;
  covers: boolean[] | null;
};

/** The answer to an event that wasn't simply counted. `n` is its number, from 1. */
type RoutineException = { n: number } & Serialized<RoutineAnswer>;

/** Assigns what `track_usage` returned to the events. Pure. */
export function readRoutine(batches: readonly Batch[], json: RoutineJson): RoutineResult {
  const answers: (RoutineAnswer | undefined)[] = [];
  let place = 0;
  for (const [index, batch] of batches.entries()) {
    const graceFrom = instant(json.graces[index] ?? null);
    let sum = json.before[index] ?? 0;
    let creditedSum = json.credited[index] ?? 0;
    for (const event of batch.events) {
      sum += event.amount;
      const used = json.sums ? (json.sums[place] ?? null) : sum;
      const credited = json.draws?.[place] ?? 0;
      creditedSum += credited;
      const covered = json.covers?.[place] ?? false;
      if (used !== null)
        answers[event.ordinal] = accepted(batch, event, { used, credited, creditedSum, covered, graceFrom });
      place += 1;
    }
  }
  if (json.others.length > 0) readExceptions(batches, json.others, answers);
  return { answers, reached: json.told };
}

function readExceptions(
  batches: readonly Batch[],
  exceptions: readonly RoutineException[],
  answers: (RoutineAnswer | undefined)[],
): void {
  const events = batches.flatMap((batch) => batch.events);
  for (const exception of exceptions) {
    const event = events[exception.n - 1];
    if (!event) throw new Error("track_usage answered an event that was not sent");
    answers[event.ordinal] = readException(exception);
  }
}

/** `used` and `creditedSum` are of the period, up to the event. */
type Counted = { used: number; credited: number; creditedSum: number; covered: boolean; graceFrom: Date | null };

function accepted(
  { terms: { thresholds }, period }: Batch,
  { id, calledAt }: CountedEvent,
  { used, credited, creditedSum, covered, graceFrom }: Counted,
) {
  const planUsed = used - creditedSum;
  const graceStartedAt = thresholds.softLimit !== null && planUsed >= thresholds.softLimit ? graceFrom : null;
  return {
    status: "accepted" as const,
    id,
    used,
    limit: thresholds.limit,
    hardLimit: thresholds.hardLimit,
    graceEndsAt: graceEnd(thresholds, graceStartedAt),
    resetsAt: period.end,
    state: counterState(thresholds, { used: planUsed, graceStartedAt }, calledAt, covered),
    credited,
  };
}

function readException({ n, ...answer }: RoutineException): RoutineAnswer {
  switch (answer.status) {
    case "conflict":
      return answer;
    case "accepted":
    case "duplicate":
      return { ...answer, graceEndsAt: instant(answer.graceEndsAt), resetsAt: new Date(answer.resetsAt) };
    default:
      return { ...answer, graceStartedAt: instant(answer.graceStartedAt) };
  }
}

const instant = (text: string | null): Date | null => (text === null ? null : new Date(text));
