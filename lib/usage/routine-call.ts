import type { Batch, CountedEvent, RoutineAnswer, RoutineResult, ToldStep } from "./batch";
import { graceEnd, stateOf } from "./ladder";
import { pgArray } from "./pg-array";

/** Types of the routine's parameters, in their order. */
const types = [
  ...["uuid", "text", "bigint", "text", "timestamptz", "timestamptz"],
  ...["bigint", "bigint", "bigint", "bigint", "bigint", "bigint", "boolean", "boolean", "integer"],
  ...["uuid", "bigint", "text", "text", "timestamptz", "timestamptz", "jsonb", "text", "uuid"],
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
  const ofBatch = (read: (batch: Batch) => string | number | boolean | null) => pgArray(batches.map(read));
  const ofEvent = (read: (event: CountedEvent) => string | number | null) => pgArray(events.map(read));
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
    ofEvent(({ id }) => id),
    ofEvent(({ amount }) => amount),
    ofEvent(({ key }) => key),
    ofEvent(({ fingerprint }) => fingerprint),
    ofEvent(({ calledAt }) => calledAt.toISOString()),
    ofEvent(({ occurredAt }) => occurredAt.toISOString()),
    ofEvent(({ properties }) => properties && JSON.stringify(properties)),
    ofEvent(({ source }) => source),
    keyIds && pgArray(keyIds),
  ];
}

/** The routine's JSON: what was counted as columns, everything else one by one. `n` counts events from 1. */
export type RoutineJson = {
  counted: number[];
  sums: number[];
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
  const places = batches.flatMap((batch, index) => batch.events.map((event) => ({ batch, event, index })));
  const answers = new Map<number, RoutineAnswer>();
  for (const [at, n] of json.counted.entries()) {
    const { batch, event, index } = placeOf(places, n);
    answers.set(event.ordinal, accepted(batch, event, json.sums[at] ?? 0, instant(json.graces[index] ?? null)));
  }
  for (const other of json.others) answers.set(placeOf(places, other.n).event.ordinal, readOther(other));
  return { answers, told: json.told };
}

type Place = { batch: Batch; event: CountedEvent; index: number };

function placeOf(places: readonly Place[], n: number): Place {
  const place = places[n - 1];
  if (!place) throw new Error("track_usage answered an event it was not asked about");
  return place;
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
