import "server-only";
import { and, desc, eq, gte, ilike, isNotNull, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import { organizations, stripeEvents, subscriptions } from "@/db/schema";
import { catalog } from "@/lib/catalog";
import type { Context } from "@/lib/context";
import { addDays, addMinutes } from "@/lib/durations";
import { found } from "@/lib/errors";
import { type EventLogFilter, readEventLogCursor, writeEventLogCursor } from "./event-log-filter";
import { eventTitle } from "./event-title";

const statsDays = 7;

const columns = {
  id: stripeEvents.id,
  payload: stripeEvents.payload,
  type: stripeEvents.type,
  customerId: stripeEvents.customerId,
  source: stripeEvents.source,
  createdAt: stripeEvents.createdAt,
  receivedAt: stripeEvents.receivedAt,
  handledAt: stripeEvents.handledAt,
  organizationId: organizations.id,
  organizationName: organizations.name,
};

const listed = ({ tx }: Context) =>
  tx
    .select(columns)
    .from(stripeEvents)
    .leftJoin(subscriptions, eq(subscriptions.stripeCustomerId, stripeEvents.customerId))
    .leftJoin(organizations, eq(organizations.id, subscriptions.organizationId))
    .$dynamic();

/** An event of the list: its title in place of its payload. */
export type LoggedEvent = Omit<Awaited<ReturnType<typeof listed>>[number], "payload"> & { title: string };

/** Stripe's events as received, newest first, a page at a time. `ctx` has the platform role. */
export async function eventLogPage(
  ctx: Context,
  filter: EventLogFilter,
  size = 25,
): Promise<{ rows: LoggedEvent[]; next: string | undefined }> {
  const rows = await listed(ctx)
    .where(
      and(
        filter.type === undefined ? undefined : eq(stripeEvents.type, filter.type),
        inState(filter.state),
        ofCustomer(filter.customer),
        filter.from === undefined ? undefined : gte(stripeEvents.receivedAt, new Date(filter.from)),
        filter.to === undefined ? undefined : lt(stripeEvents.receivedAt, dayAfter(filter.to)),
        isAfter(filter.after),
      ),
    )
    .orderBy(desc(stripeEvents.receivedAt), desc(stripeEvents.id))
    .limit(size + 1);
  const page = rows.slice(0, size);
  const last = page.at(-1);
  return { rows: page.map(titled), next: rows.length > size && last ? writeEventLogCursor(last) : undefined };
}

function titled<Row extends { type: string; payload: unknown }>({ payload, ...row }: Row) {
  return { ...row, title: eventTitle(catalog, row.type, payload) };
}

const dayAfter = (date: string) => addDays(new Date(date), 1);

function inState(state: EventLogFilter["state"]): SQL | undefined {
  if (state === undefined) return undefined;
  return state === "waiting" ? isNull(stripeEvents.handledAt) : isNotNull(stripeEvents.handledAt);
}

function ofCustomer(text: string | undefined): SQL | undefined {
  if (text === undefined) return undefined;
  const pattern = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  return or(
    eq(stripeEvents.customerId, text),
    sql`${organizations.id}::text = ${text.toLowerCase()}`,
    ilike(organizations.name, pattern),
  );
}

function isAfter(text: string | undefined): SQL | undefined {
  const cursor = readEventLogCursor(text);
  if (!cursor) return undefined;
  return sql`(${stripeEvents.receivedAt}, ${stripeEvents.id}) < (${cursor.receivedAt.toISOString()}::timestamptz, ${cursor.id})`;
}

/** An event with its title and the payload Stripe sent. @throws GatehouseError `not_found`. */
export async function loggedEvent({ tx }: Context, id: string) {
  const [row] = await tx
    .select({ ...columns, apiVersion: stripeEvents.apiVersion })
    .from(stripeEvents)
    .leftJoin(subscriptions, eq(subscriptions.stripeCustomerId, stripeEvents.customerId))
    .leftJoin(organizations, eq(organizations.id, subscriptions.organizationId))
    .where(eq(stripeEvents.id, id));
  const event = found(row, "event");
  return { ...event, title: eventTitle(catalog, event.type, event.payload) };
}

/** @throws GatehouseError `not_found`. */
export async function requireLoggedEvent({ tx }: Context, id: string): Promise<void> {
  const [row] = await tx.select({ id: stripeEvents.id }).from(stripeEvents).where(eq(stripeEvents.id, id));
  found(row, "event");
}

export type LoggedEventFile = Awaited<ReturnType<typeof loggedEvent>>;

export type EventLogStats = {
  received: number;
  waiting: number;
  /** The share of events received over a minute ago that were handled; null if there were none. */
  successRate: number | null;
  /** Percentiles of the milliseconds from received to handled. Null if none was handled. */
  p50: number | null;
  p95: number | null;
  fetched: number;
};

/**
 * Figures of the event log for the last seven days. Times leave out events without a customer, which need no handling.
 */
export async function eventLogStats({ tx, now }: Context): Promise<EventLogStats> {
  const since = addDays(now, -statsDays).toISOString();
  const minuteAgo = addMinutes(now, -1).toISOString();
  const took = sql`extract(epoch from ${stripeEvents.handledAt} - ${stripeEvents.receivedAt}) * 1000`;
  const timed = sql`${stripeEvents.handledAt} is not null and ${stripeEvents.customerId} is not null`;
  const [row] = await tx
    .select({
      received: sql<number>`count(*)::int`,
      waiting: sql<number>`count(*) filter (where ${stripeEvents.handledAt} is null)::int`,
      successRate: sql<number | null>`(avg((${stripeEvents.handledAt} is not null)::int)
        filter (where ${stripeEvents.receivedAt} < ${minuteAgo}::timestamptz))::float8`,
      p50: sql<number | null>`percentile_cont(0.5) within group (order by ${took}) filter (where ${timed})`,
      p95: sql<number | null>`percentile_cont(0.95) within group (order by ${took}) filter (where ${timed})`,
      fetched: sql<number>`count(*) filter (where ${stripeEvents.source} = 'fetched')::int`,
    })
    .from(stripeEvents)
    .where(sql`${stripeEvents.receivedAt} >= ${since}::timestamptz`);
  return found(row, "statistics");
}

/** The event types received in the last seven days, for the filter. */
export async function loggedEventTypes({ tx, now }: Context): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ type: stripeEvents.type })
    .from(stripeEvents)
    .where(gte(stripeEvents.receivedAt, addDays(now, -statsDays)))
    .orderBy(stripeEvents.type);
  return rows.map(({ type }) => type);
}
