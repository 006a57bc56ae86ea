import { pgArray, pgPlain } from "@/lib/pg-array";
import { graceEnd, stateOf } from "../thresholds/ladder";
import type { Batch, CountedEvent, RoutineAnswer, RoutineResult, Terms, ToldStep } from "./batch";

/** Types of the routine's parameters, in their order. */
const types = [
  ...["text", "text", "bigint", "bigint", "bigint", "bigint", "bigint", "bigint", "boolean", "boolean"],
  ...["uuid", "bigint", "timestamptz", "timestamptz", "integer", "bigint", "integer"],
  ...["timestamptz", "text"],
  ...["integer", "integer", "uuid", "bigint", "bigint", "text", "timestamptz", "jsonb"],
  "uuid",
];

/** The one statement of a call. */
export const trackStatement = `select track_usage(${types.map((type, index) => `$${index + 1}::text::${type}[]`).join(", ")}) as result`;

/**
 * The parameters of `trackStatement`: a column each. Pure.
 *
 * @param keyIds platform keys that must still be valid when it is counted; null when nobody came with one.
 */
export function trackParameters(batches: readonly Batch[], keyIds: readonly string[] | null): (string | null)[] {
  return [...batchColumns(batches), ...eventColumns(batches), keyIds && pgArray(keyIds)];
}

function batchColumns(batches: readonly Batch[]): string[] {
  const places = new Map<Terms, number>();
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
    pgPlain(batches.map(({ period }) => isoOf(period.start))),
    pgPlain(batches.map(({ period }) => isoOf(period.end))),
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
    column(({ rungs }) => rungs.limit),
    column(({ rungs }) => rungs.callAt),
    column(({ rungs }) => rungs.emailAt),
    column(({ rungs }) => rungs.softAt),
    column(({ rungs }) => rungs.hardLimit),
    column(({ rungs }) => rungs.graceMs / 1000),
    column(({ sold }) => sold),
    column(({ granted }) => granted),
  ];
}

const texts = new WeakMap<Date, string>();

/** A period is remembered with its organization's limits, and so is how it is written. */
function isoOf(instant: Date): string {
  const known = texts.get(instant);
  if (known !== undefined) return known;
  const text = instant.toISOString();
  texts.set(instant, text);
  return text;
}

/** When and from whom is said once for events that came together, and for each event which of them it is, from 1. */
function eventColumns(batches: readonly Batch[]): (string | null)[] {
  const reports = new Map<Date, Map<string, number>>();
  const calls: Pick<CountedEvent, "calledAt" | "source">[] = [];
  const [batchOf, reportOf, ids, amounts, aheads]: [number[], number[], string[], number[], number[]] = [
    [],
    [],
    [],
    [],
    [],
  ];
  const events: CountedEvent[] = [];
  for (const [index, batch] of batches.entries()) {
    let ahead = 0;
    for (const event of batch.events) {
      ahead += event.amount;
      batchOf.push(index + 1);
      reportOf.push(reportPlace(reports, calls, event));
      ids.push(event.id);
      amounts.push(event.amount);
      aheads.push(ahead);
      events.push(event);
    }
  }
  // Most events do not say when they happened or what else there is to know of them: then there is nothing to read.
  const ofSome = (read: (event: CountedEvent) => string | null) => {
    const values = events.map(read);
    return values.every((value) => value === null) ? null : pgArray(values);
  };
  return [
    pgPlain(calls.map(({ calledAt }) => calledAt.toISOString())),
    pgArray(calls.map(({ source }) => source)),
    pgPlain(batchOf),
    pgPlain(reportOf),
    pgPlain(ids),
    pgPlain(amounts),
    pgPlain(aheads),
    ofSome(({ key }) => key),
    ofSome(({ occurredAt }) => occurredAt?.toISOString() ?? null),
    ofSome(({ properties }) => properties && JSON.stringify(properties)),
  ];
}

type Calls = Pick<CountedEvent, "calledAt" | "source">[];

function reportPlace(
  reports: Map<Date, Map<string, number>>,
  calls: Calls,
  { calledAt, source }: CountedEvent,
): number {
  const known = reports.get(calledAt)?.get(source);
  if (known !== undefined) return known;
  calls.push({ calledAt, source });
  const of = reports.get(calledAt) ?? new Map<string, number>();
  reports.set(calledAt, of.set(source, calls.length));
  return calls.length;
}

/**
 * The routine's JSON: `before` for each batch what was used, `sums` for each event what is used with it, null if it was
 * not counted; no sums at all say that each was, in their order. `n` counts events from 1.
 */
export type RoutineJson = {
  before: number[];
  sums: (number | null)[] | null;
  graces: (string | null)[];
  others: Other[];
  told: ToldStep[];
};

type Other = { n: number } & (
  | {
      status: "duplicate";
      id: string;
      used: number;
      limit: number | null;
      hardLimit: number | null;
      graceEndsAt: string | null;
      resetsAt: string;
      state: Extract<RoutineAnswer, { status: "duplicate" | "accepted" }>["state"];
    }
  | { status: "conflict" }
  | Refused
);

type Refused = Omit<Extract<RoutineAnswer, { status: "refused" }>, "graceStartedAt"> & {
  graceStartedAt: string | null;
};

/** Brings the routine's answers back to the events they are of. Pure. */
export function readRoutine(batches: readonly Batch[], json: RoutineJson): RoutineResult {
  const answers: (RoutineAnswer | undefined)[] = [];
  let place = 0;
  for (const [index, batch] of batches.entries()) {
    const graceFrom = instant(json.graces[index] ?? null);
    let sum = json.before[index] ?? 0;
    for (const event of batch.events) {
      sum += event.amount;
      const used = json.sums ? (json.sums[place] ?? null) : sum;
      if (used !== null) answers[event.ordinal] = accepted(batch, event, used, graceFrom);
      place += 1;
    }
  }
  if (json.others.length > 0) readOthers(batches, json.others, answers);
  return { answers, told: json.told };
}

function readOthers(batches: readonly Batch[], others: readonly Other[], answers: (RoutineAnswer | undefined)[]): void {
  const events = batches.flatMap((batch) => batch.events);
  for (const other of others) {
    const event = events[other.n - 1];
    if (!event) throw new Error("track_usage answered an event it was not asked about");
    answers[event.ordinal] = readOther(other);
  }
}

function accepted(
  { terms: { rungs }, period }: Batch,
  { id, calledAt }: CountedEvent,
  used: number,
  graceFrom: Date | null,
) {
  const graceStartedAt = rungs.softAt !== null && used >= rungs.softAt ? graceFrom : null;
  return {
    status: "accepted" as const,
    id,
    used,
    limit: rungs.limit,
    hardLimit: rungs.hardLimit,
    graceEndsAt: graceEnd(rungs, graceStartedAt),
    resetsAt: period.end,
    state: stateOf(rungs, { used, graceStartedAt }, calledAt),
  };
}

function readOther({ n, ...other }: Other): RoutineAnswer {
  switch (other.status) {
    case "conflict":
      return other;
    case "duplicate":
      return { ...other, graceEndsAt: instant(other.graceEndsAt), resetsAt: new Date(other.resetsAt) };
    default:
      return { ...other, graceStartedAt: instant(other.graceStartedAt) };
  }
}

const instant = (text: string | null): Date | null => (text === null ? null : new Date(text));
