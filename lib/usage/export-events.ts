import "server-only";
import { stringify } from "csv-stringify/sync";
import { and, asc, eq, gt, gte, or, sql } from "drizzle-orm";
import { usageEvents } from "@/db/schema";
import { type Actor, type TenantContext, withTenant } from "@/lib/context";
import { newestEventMs } from "./event";
import { findCounter } from "./find-counter";

const pageSize = 5_000;
const columns = ["recorded_at", "occurred_at", "meter", "amount", "idempotency_key", "properties"];

export type ExportedPeriod = { organizationId: string; actor: Actor; meter: string; periodStart: Date };

/**
 * A counter's events of one usage period as CSV, in the order they were recorded, header first. Read page by page, each
 * in a transaction of its own, so that a long download holds no connection.
 *
 * @throws GatehouseError `unknown_name` (422) with the valid names.
 */
export function exportEvents(asked: ExportedPeriod): AsyncGenerator<string> {
  return pagesOf(asked, findCounter(asked.meter).key);
}

async function* pagesOf(asked: ExportedPeriod, key: string): AsyncGenerator<string> {
  yield stringify([columns]);
  let last: Row | undefined;
  do {
    const after: Row | undefined = last;
    const rows: Row[] = await withTenant(asked, (ctx) => pageOf(ctx, key, asked.periodStart, after));
    if (rows.length > 0) yield stringify(rows.map(cells), { escape_formulas: true });
    last = rows.length === pageSize ? rows.at(-1) : undefined;
  } while (last);
}

type Row = typeof usageEvents.$inferSelect;

function pageOf({ tx, organizationId }: TenantContext, meter: string, periodStart: Date, after: Row | undefined) {
  const beyond = after && [
    gt(usageEvents.recordedAt, after.recordedAt),
    and(eq(usageEvents.recordedAt, after.recordedAt), gt(usageEvents.id, after.id)),
  ];
  return tx
    .select()
    .from(usageEvents)
    .where(
      and(
        eq(usageEvents.organizationId, organizationId),
        eq(usageEvents.meter, meter),
        eq(usageEvents.periodStart, periodStart),
        gte(usageEvents.recordedAt, new Date(periodStart.getTime() - newestEventMs)),
        beyond ? or(...beyond) : sql`true`,
      ),
    )
    .orderBy(asc(usageEvents.recordedAt), asc(usageEvents.id))
    .limit(pageSize);
}

const cells = ({ recordedAt, occurredAt, meter, amount, idempotencyKey, properties }: Row) => [
  recordedAt.toISOString(),
  occurredAt.toISOString(),
  meter,
  amount,
  idempotencyKey ?? "",
  properties ? JSON.stringify(properties) : "",
];
