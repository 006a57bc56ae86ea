import { and, asc, desc, eq, inArray, isNull, ne, type SQL, sql } from "drizzle-orm";
import { organizationDirectory as listed } from "@/db/schema";
import type { ListPart } from "./list-columns";
import type { ListCursor } from "./list-cursor";
import type { Sorting } from "./organization-filter";

/** How amounts of several currencies are compared: at the stored rates of a day, which all pages of a list share. */
export type MrrOrder = {
  base: string;
  day: string;
  /** What one minor unit is worth in minor units of `base`. */
  factors: ReadonlyMap<string, number>;
  /** Currencies without a rate: their organizations come last in both directions, because there's nothing to compare. */
  unrated: string[];
};

/** The day is at the beginning of a cursor. */
export const dayLength = "2026-11-30".length;

type MrrPage = { order: MrrOrder; sorting: Sorting; cursor: ListCursor | undefined };

/** A part for each currency with a rate, to be merged, and one for the rest. The cursor of a row is its converted amount. */
export function mrrParts({ order: { factors, unrated }, sorting, cursor }: MrrPage) {
  const direction = sorting.descending ? desc : asc;
  const compare = sql.raw(sorting.descending ? "<" : ">");
  const inRest = cursor?.value === null;
  const valued = (where: SQL | undefined, factor: number): ListPart => ({
    where: and(where, cursor && following(cursor, factor, sorting)),
    order: [direction(listed.mrr), direction(listed.organizationId)],
    cursor: sql`${converted(factor)}::text`,
  });
  const rated = [
    // Before a purchase there's no currency, and no MRR.
    valued(isNull(listed.currency), 1),
    ...[...factors].map(([currency, factor]) => valued(eq(listed.currency, currency), factor)),
    ...unrated.map((currency) => valued(and(eq(listed.currency, currency), eq(listed.mrr, 0)), 1)),
  ];
  const rest: ListPart = {
    where: and(
      inArray(listed.currency, unrated),
      ne(listed.mrr, 0),
      inRest ? sql`${listed.organizationId} ${compare} ${cursor.id}::uuid` : undefined,
    ),
    order: [direction(listed.organizationId)],
    cursor: sql`null::text`,
  };
  return { rated: inRest ? [] : rated, unrated: unrated.length > 0 ? rest : undefined };
}

const converted = (factor: number): SQL => sql`(${listed.mrr}::float8 * ${String(factor)}::float8)`;

/** After the cursor. The first condition is one that the index can begin at: rounded, so that it lets no row out. */
function following({ value, id }: ListCursor, factor: number, { descending }: Sorting): SQL | undefined {
  const amount = value?.slice(dayLength + 1) ?? "0";
  const near = Number(amount) / factor;
  const bound = Math.max(-Number.MAX_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, near));
  const [start, after] = descending
    ? [sql`<= ${String(Math.floor(bound) + 1)}::bigint`, sql`<`]
    : [sql`>= ${String(Math.ceil(bound) - 1)}::bigint`, sql`>`];
  return and(
    sql`${listed.mrr} ${start}`,
    sql`(${converted(factor)}, ${listed.organizationId}) ${after} (${amount}::float8, ${id}::uuid)`,
  );
}

type Row = { id: string; cursor: string | null };

/** As the database compares them, in parts of one currency each. */
export const byConverted =
  ({ descending }: Sorting) =>
  (a: Row, b: Row): number => {
    const order = Number(a.cursor) - Number(b.cursor) || (a.id < b.id ? -1 : 1);
    return descending ? -order : order;
  };
