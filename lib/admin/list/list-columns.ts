import { and, asc, desc, eq, gt, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { organizationDirectory as listed, type organizationStatuses } from "@/db/schema";
import { catalog } from "@/lib/catalog";
import { columnTypes, type ListCursor } from "./list-cursor";
import type { ListColumn, organizationStates, Sorting } from "./organization-filter";

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
  sql`case when ${onListedTrial(now)} then ${listed.trialEndsAt}
    when ${inArray(listed.status, ["active", "past_due", "paused"])} then coalesce(${listed.cancelAt}, ${listed.renewsAt})
    end`.mapWith(listed.trialEndsAt);

/** Most urgent first. */
const stateOrder = [
  "suspended",
  "past_due",
  "incomplete",
  "trialing",
  "active",
  "paused",
  "canceled",
  "expired",
] as const satisfies readonly (typeof organizationStates)[number][];

function placeIn(order: readonly string[], value: SQL | typeof listed.planKey): SQL {
  const places = sql.join(
    order.map((name) => sql`${name}`),
    sql`, `,
  );
  return sql`array_position(array[${places}]::text[], ${value})`;
}

/** What a column is sorted by. Expressions that an index has are written as the index has them. */
function sortExpression(column: ListColumn, now: Date): SQL {
  switch (column) {
    case "name":
      return sql`lower(${listed.name})`;
    case "plan":
      return placeIn(
        catalog.plans.map(({ key }) => key),
        listed.planKey,
      );
    case "status":
      return placeIn(
        stateOrder,
        sql`case when ${listed.suspendedAt} is not null then 'suspended' else ${listedStatus(now)} end`,
      );
    case "mrr":
      return sql`${listed.mrr}`;
    case "next":
      return nextDate(now);
    case "members":
      return sql`${listed.members}`;
    case "created":
      return sql`${listed.createdAt}`;
    default:
      return column satisfies never;
  }
}

/** Columns in which some organizations have nothing. They come last in both directions. */
const nullable: ReadonlySet<ListColumn> = new Set(["plan", "next"]);

/** The order of a sorting; the ID makes it total. */
export function orderOf({ column, descending }: Sorting, now: Date): SQL[] {
  const expression = sortExpression(column, now);
  const direction = descending ? desc : asc;
  const order = [direction(expression), direction(listed.organizationId)];
  return nullable.has(column) ? [sql`(${expression}) is null`, ...order] : order;
}

/** The rows after a page's last one. */
export function isAfter({ column, descending }: Sorting, now: Date, cursor: ListCursor | undefined): SQL | undefined {
  if (!cursor) return undefined;
  const expression = sortExpression(column, now);
  const compare = sql.raw(descending ? "<" : ">");
  const id = sql`${cursor.id}::uuid`;
  if (cursor.value === null) return sql`(${expression}) is null and ${listed.organizationId} ${compare} ${id}`;
  const value = sql`${cursor.value}::${sql.raw(columnTypes[column])}`;
  const later = sql`(${expression}, ${listed.organizationId}) ${compare} (${value}, ${id})`;
  return nullable.has(column) ? sql`(${later} or (${expression}) is null)` : later;
}

/** What a row is sorted by, as a cursor holds it. */
export function cursorValue({ column }: Sorting, now: Date): SQL<string | null> {
  const expression = sortExpression(column, now);
  return columnTypes[column] === "timestamptz"
    ? sql`to_char((${expression}) at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
    : sql`(${expression})::text`;
}
