import { pgArray } from "@/lib/pg-array";
import type { Batch, CountedEvent, RoutineAnswer, RoutineResult, ToldStep } from "./batch";
import { graceEnd, stateOf } from "./ladder";

/** Types of the routine's parameters, in their order. */
const types = [
  ...["uuid", "text", "bigint", "text", "timestamptz", "timestamptz"],
  ...["bigint", "bigint", "bigint", "bigint", "bigint", "bigint", "boolean", "boolean", "integer"],
  ...["timestamptz", "text"],
  ...["integer", "uuid", "bigint", "text", "text", "timestamptz", "jsonb"],
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
  const events = batches.flatMap((batch) => batch.events);
  const { reports, reportOf } = reportsOf(events);
  const ofBatch = (read: (batch: Batch) => string | number | boolean | null) => pgArray(batches.map(read));
  const ofEvent = (read: (event: CountedEvent) => string | number) => pgArray(events.map(read));
  // Most events do not say when they happened or what else there is to know of them: then there is nothing to read.
  const ofSome = (read: (event: CountedEvent) => string | null) =>
    events.every((event) => read(event) === null) ? null : pgArray(events.map(read));
  let last = 0;
  return [
    ofBatch(({ organization }) => organization),
    ofBatch(({ meter }) => meter),
    ofBatch(({ version }) => version),
    ofBatch(({ access }) => access),
    ofBatch(({ period }) => period.start.toISOString()),
    ofBatch(({ period }) => period.end.toISOString()),
    ofBatch(({ rungs }) => rungs.limit),
    ofBatch(({ rungs }) => rungs.callAt),
    ofBatch(({ rungs }) => rungs.emailAt),
    ofBatch(({ rungs }) => rungs.softAt),
    ofBatch(({ rungs }) => rungs.hardLimit),
    ofBatch(({ rungs }) => rungs.graceMs / 1000),
    ofBatch(({ sold }) => sold),
    ofBatch(({ granted }) => granted),
    ofBatch((batch) => {
      last += batch.events.length;
      return last;
    }),
    pgArray(reports.map(({ calledAt }) => calledAt.toISOString())),
    pgArray(reports.map(({ source }) => source)),
    pgArray(reportOf),
    ofEvent(({ id }) => id),
    ofEvent(({ amount }) => amount),
    ofSome(({ key }) => key),
    ofSome(({ fingerprint }) => fingerprint),
    ofSome(({ occurredAt, calledAt }) => (occurredAt === calledAt ? null : occurredAt.toISOString())),
    ofSome(({ properties }) => properties && JSON.stringify(properties)),
    keyIds && pgArray(keyIds),
  ];
}

/** When and from whom: said once for events that came together, and for each event which of them it is, from 1. */
function reportsOf(events: readonly CountedEvent[]) {
  const reports: Pick<CountedEvent, "calledAt" | "source">[] = [];
  const reportOf = events.map(({ calledAt, source }) => {
    const last = reports.at(-1);
    if (last?.calledAt !== calledAt || last.source !== source) reports.push({ calledAt, source });
    return reports.length;
  });
  return { reports, reportOf };
}

/** The routine's JSON: `sums` for each event what is used with it, null if it was not counted; `n` counts events from 1. */
export type RoutineJson = {
  sums: (number | null)[];
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
  const answers = new Map<number, RoutineAnswer>();
  let place = 0;
  for (const [index, batch] of batches.entries()) {
    const graceFrom = instant(json.graces[index] ?? null);
    for (const event of batch.events) {
      const used = json.sums[place] ?? null;
      if (used !== null) answers.set(event.ordinal, accepted(batch, event, used, graceFrom));
      place += 1;
    }
  }
  if (json.others.length > 0) readOthers(batches, json.others, answers);
  return { answers, told: json.told };
}

function readOthers(batches: readonly Batch[], others: readonly Other[], answers: Map<number, RoutineAnswer>): void {
  const events = batches.flatMap((batch) => batch.events);
  for (const other of others) {
    const event = events[other.n - 1];
    if (!event) throw new Error("track_usage answered an event it was not asked about");
    answers.set(event.ordinal, readOther(other));
  }
}

function accepted({ rungs, period }: Batch, { id, calledAt }: CountedEvent, used: number, graceFrom: Date | null) {
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
