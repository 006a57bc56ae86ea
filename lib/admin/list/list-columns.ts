import { and, asc, desc, eq, gt, isNull, or, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { organizationDirectory as listed, type organizationStatuses } from "@/db/schema";
import { columnTypes, type ListCursor, type StoredColumn } from "./list-cursor";
import type { Sorting } from "./organization-filter";

type Status = (typeof organizationStatuses)[number];

const at = (now: Date) => sql`${now.toISOString()}::timestamptz`;

/** `statusAt` of `lib/trials`, over the directory. A test keeps the two in line. */
export const listedStatus = (now: Date): SQL<Status> =>
  sql`coalesce(${listed.status}, case when ${listed.trialEndsAt} > ${at(now)} then 'trialing' else 'expired' end)`;

/** Organizations with a running trial, before a purchase or at Stripe. */
export const onListedTrial = (now: Date): SQL | undefined =>
  and(or(isNull(listed.status), eq(listed.status, "trialing")), gt(listed.trialEndsAt, now));

/** What is ahead: the trial's end, the plan's end or its renewal. Null when nothing is. */
export const nextDate = (now: Date): SQL<Date | null> =>
  sql`case when ${listed.nextAt} > ${at(now)} then ${listed.nextAt} end`.mapWith(listed.nextAt);

/** What each column is sorted by, as its index has it. */
const sortedBy: Readonly<Record<StoredColumn, SQL | PgColumn>> = {
  name: sql`lower(${listed.name})`,
  plan: listed.planKey,
  status: listed.statusOrder,
  next: listed.nextAt,
  members: listed.members,
  created: listed.createdAt,
};

/** A part of a sorted list: its rows, in their order, after the cursor. */
export type ListPart = { where: SQL | undefined; order: SQL[]; cursor: SQL<string | null> };

/**
 * The list in one or two parts that follow each other, each in an order that an index has. Rows with nothing ahead have no next
 * date, so they come after all others, in both directions.
 */
export function partsOf(
  { column, descending }: Sorting & { column: StoredColumn },
  now: Date,
  cursor: ListCursor | undefined,
): ListPart[] {
  const expression = sortedBy[column];
  const direction = descending ? desc : asc;
  const compare = sql.raw(descending ? "<" : ">");
  const id = cursor && sql`${cursor.id}::uuid`;
  const valued: ListPart = {
    where: and(
      column === "next" ? gt(listed.nextAt, now) : undefined,
      cursor && sql`(${expression}, ${listed.organizationId}) ${compare} (${boundOf(column, cursor)}, ${id})`,
    ),
    order: [direction(expression), direction(listed.organizationId)],
    cursor: asText(column, expression),
  };
  if (column !== "next") return [valued];
  const rest: ListPart = {
    where: and(
      sql`(${listed.nextAt} is null or ${listed.nextAt} <= ${at(now)})`,
      cursor?.value === null ? sql`${listed.organizationId} ${compare} ${id}` : undefined,
    ),
    order: [direction(listed.organizationId)],
    cursor: sql`null::text`,
  };
  return cursor?.value === null ? [rest] : [valued, rest];
}

const boundOf = (column: StoredColumn, { value }: ListCursor): SQL => sql`${value}::${sql.raw(columnTypes[column])}`;

/** What a row is sorted by, as a cursor holds it. */
function asText(column: StoredColumn, expression: SQL | PgColumn): SQL<string | null> {
  return columnTypes[column] === "timestamptz"
    ? sql`to_char(${expression} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
    : sql`(${expression})::text`;
}
