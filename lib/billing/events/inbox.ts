import "server-only";
import { and, desc, eq, gte, ilike, isNotNull, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import { organizations, stripeEvents, subscriptions } from "@/db/schema";
import type { Context } from "@/lib/context";
import { found } from "@/lib/errors";
import { type InboxFilter, readInboxCursor, writeInboxCursor } from "./inbox-filter";

const dayMs = 24 * 60 * 60 * 1000;
const statsDays = 7;

const columns = {
  id: stripeEvents.id,
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
export type InboxEvent = Awaited<ReturnType<typeof listed>>[number];

/** Stripe's events as they came, newest first, a page at a time. `ctx` is of the platform role. */
export async function inboxPage(
  ctx: Context,
  filter: InboxFilter,
  size = 25,
): Promise<{ rows: InboxEvent[]; next: string | undefined }> {
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
  return { rows: page, next: rows.length > size && last ? writeInboxCursor(last) : undefined };
}

const dayAfter = (day: string) => new Date(new Date(day).getTime() + dayMs);

function inState(state: InboxFilter["state"]): SQL | undefined {
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
  const cursor = readInboxCursor(text);
  if (!cursor) return undefined;
  return sql`(${stripeEvents.receivedAt}, ${stripeEvents.id}) < (${cursor.receivedAt.toISOString()}::timestamptz, ${cursor.id})`;
}

/** An event with what Stripe sent. @throws GatehouseError `not_found`. */
export async function inboxEvent({ tx }: Context, id: string) {
  const [row] = await tx
    .select({ ...columns, apiVersion: stripeEvents.apiVersion, payload: stripeEvents.payload })
    .from(stripeEvents)
    .leftJoin(subscriptions, eq(subscriptions.stripeCustomerId, stripeEvents.customerId))
    .leftJoin(organizations, eq(organizations.id, subscriptions.organizationId))
    .where(eq(stripeEvents.id, id));
  return found(row, "event");
}
export type InboxEventFile = Awaited<ReturnType<typeof inboxEvent>>;

export type InboxStats = {
  received: number;
  waiting: number;
  /** Of those that had a minute's time, the part that was handled; null when there was none. */
  successRate: number | null;
  /** Milliseconds from received to handled: half of them, and 95 of 100, took no longer. Null when none was handled. */
  p50: number | null;
  p95: number | null;
  fetched: number;
};

/** How the inbox did in the last seven days. Events of no customer, which need no handling, are left out of the times. */
export async function inboxStats({ tx, now }: Context): Promise<InboxStats> {
  const since = new Date(now.getTime() - statsDays * dayMs).toISOString();
  const minuteAgo = new Date(now.getTime() - 60_000).toISOString();
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

/** The types that came in the last seven days, for the filter. */
export async function inboxTypes({ tx, now }: Context): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ type: stripeEvents.type })
    .from(stripeEvents)
    .where(gte(stripeEvents.receivedAt, new Date(now.getTime() - statsDays * dayMs)))
    .orderBy(stripeEvents.type);
  return rows.map(({ type }) => type);
}
