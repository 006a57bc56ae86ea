import "server-only";
import { and, asc, eq, gte, lt, sql } from "drizzle-orm";
import { usageEvents } from "@/db/schema";
import { ConcurrencyLimit } from "@/lib/concurrency-limit";
import type { Actor, TenantContext } from "@/lib/context";
import { csvHeader, csvLines } from "@/lib/csv";
import { second } from "@/lib/durations";
import { env } from "@/lib/env";
import { readTenant } from "@/lib/replica";
import { findCounter } from "../find-meter";
import { newestEventMs } from "../track/event";

const pageSize = 5_000;
const columns = ["recorded_at", "occurred_at", "meter", "amount", "idempotency_key", "properties"];

export type ExportedPeriod = { organizationId: string; actor: Actor; meter: string; periodStart: Date };

/**
 * A counter's events of one usage period as CSV, in the order they were recorded, header first. Reads page by page, each
 * in its own transaction, so that a slow download holds no connection.
 *
 * @throws GatehouseError `unknown_name` (422) with the valid names.
 */
export function exportEvents(asked: ExportedPeriod): AsyncGenerator<string> {
  return pagesOf(asked, findCounter(asked.meter).key);
}

/** Page boundaries are read once, because no index keeps the events of a counter in order. */
async function* pagesOf(asked: ExportedPeriod, key: string): AsyncGenerator<string> {
  yield csvHeader(columns);
  const starts = await inTurn(asked, (ctx) => pageStarts(ctx, key, asked.periodStart));
  for (const [index, from] of starts.entries()) {
    const page = { key, periodStart: asked.periodStart, from, before: starts[index + 1] };
    const rows = await inTurn(asked, (ctx) => pageOf(ctx, page));
    if (rows.length > 0) yield csvLines(rows.map(cells));
  }
}

/** Each page sorts a period's events, so few are read at once, and one for each organization. */
let limit: ConcurrencyLimit | undefined;

function inTurn<T>(asked: ExportedPeriod, work: (ctx: TenantContext) => Promise<T>): Promise<T> {
  limit ??= new ConcurrencyLimit({
    total: Math.max(1, Math.floor(env.DATABASE_POOL_SIZE / 4)),
    perKey: 1,
    timeoutMs: 8 * second,
  });
  return limit.run(asked.organizationId, () => readTenant(asked, work));
}

type Row = typeof usageEvents.$inferSelect;
type Page = { key: string; periodStart: Date; from: Date; before: Date | undefined };

/** The start of each page. Events recorded at the same moment are on the same page. */
async function pageStarts(ctx: TenantContext, key: string, periodStart: Date): Promise<Date[]> {
  const from = new Date(periodStart.getTime() - newestEventMs);
  const numbered = ctx.tx
    .select({
      at: usageEvents.recordedAt,
      place: sql<number>`row_number() over (order by ${usageEvents.recordedAt})`.as("place"),
    })
    .from(usageEvents)
    .where(ofPage(ctx, { key, periodStart, from, before: undefined }))
    .as("numbered");
  const rows = await ctx.tx
    .selectDistinct({ at: numbered.at })
    .from(numbered)
    .where(sql`${numbered.place} % ${pageSize} = 0`)
    .orderBy(asc(numbered.at));
  return [from, ...rows.map(({ at }) => at)];
}

function pageOf(ctx: TenantContext, page: Page): Promise<Row[]> {
  return ctx.tx
    .select()
    .from(usageEvents)
    .where(ofPage(ctx, page))
    .orderBy(asc(usageEvents.recordedAt), asc(usageEvents.id));
}

const ofPage = ({ organizationId }: TenantContext, { key, periodStart, from, before }: Page) =>
  and(
    eq(usageEvents.organizationId, organizationId),
    eq(usageEvents.meter, key),
    eq(usageEvents.periodStart, periodStart),
    gte(usageEvents.recordedAt, from),
    before && lt(usageEvents.recordedAt, before),
  );

const cells = ({ recordedAt, occurredAt, meter, amount, idempotencyKey, properties }: Row) => [
  recordedAt.toISOString(),
  (occurredAt ?? recordedAt).toISOString(),
  meter,
  amount,
  idempotencyKey ?? "",
  properties ? JSON.stringify(properties) : "",
];
