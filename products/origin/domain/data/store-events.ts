import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import type { TenantContext } from "@/lib/context";
import { conversions, touchpoints } from "@/products/origin/schema";
import type { Conversion, Rejected, Touchpoint } from "./events";
import { lockIdentities, personsOf } from "./identity";

type Indexed<Event> = { index: number; event: Event };

export type Stored = { accepted: number; duplicates: number; rejected: Rejected[] };

/**
 * Stores touchpoints that aren't stored yet, in the caller's transaction. The row itself is what makes an id known, so an id is
 * never taken by an attempt that failed.
 *
 * @returns what was stored; an id that was used for another event is rejected.
 */
export async function storeTouchpoints(ctx: TenantContext, given: readonly Indexed<Touchpoint>[]): Promise<Stored> {
  const { organizationId, tx } = ctx;
  const rows = await withPersons(ctx, given, ({ id, visitor, channel, campaign, at, cost }) => ({
    organizationId,
    id,
    visitor,
    channel,
    campaign: campaign ?? null,
    at,
    cost: cost ?? null,
  }));
  const inserted = await inParts(rows, (part) =>
    tx.insert(touchpoints).values(part).onConflictDoNothing().returning({ id: touchpoints.id }),
  );
  return outcome(given, rows, inserted, async (ids) =>
    tx
      .select()
      .from(touchpoints)
      .where(and(eq(touchpoints.organizationId, organizationId), inArray(touchpoints.id, ids))),
  );
}

/** The same for conversions, whose currency has been checked. */
export async function storeConversions(ctx: TenantContext, given: readonly Indexed<Conversion>[]): Promise<Stored> {
  const { organizationId, tx } = ctx;
  const rows = await withPersons(ctx, given, ({ id, visitor, type, value, at }) => ({
    organizationId,
    id,
    visitor,
    type,
    value,
    at,
  }));
  const inserted = await inParts(rows, (part) =>
    tx.insert(conversions).values(part).onConflictDoNothing().returning({ id: conversions.id }),
  );
  return outcome(given, rows, inserted, async (ids) =>
    tx
      .select()
      .from(conversions)
      .where(and(eq(conversions.organizationId, organizationId), inArray(conversions.id, ids))),
  );
}

/** Sorted, so that concurrent batches with the same ids wait for each other instead of deadlocking. */
async function withPersons<Event extends { visitor: string }, Row extends { id: string; visitor: string }>(
  ctx: TenantContext,
  given: readonly Indexed<Event>[],
  toRow: (event: Event) => Row,
): Promise<(Row & { person: string })[]> {
  await lockIdentities(ctx, "store");
  const persons = await personsOf(
    ctx,
    given.map(({ event }) => event.visitor),
  );
  return given
    .map(({ event }) => ({ ...toRow(event), person: persons.get(event.visitor) ?? event.visitor }))
    .sort((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id)));
}

/** A statement takes at most 65,534 parameters. */
async function inParts<Row>(rows: Row[], insert: (part: Row[]) => Promise<{ id: string }[]>): Promise<string[]> {
  const ids: string[] = [];
  for (let start = 0; start < rows.length; start += 1_000) {
    const part = rows.slice(start, start + 1_000);
    ids.push(...(await insert(part)).map(({ id }) => id));
  }
  return ids;
}

type Comparable = { id: string; person: string; organizationId: string };

async function outcome<Row extends Comparable>(
  given: readonly Indexed<{ id: string }>[],
  rows: readonly Row[],
  inserted: readonly string[],
  read: (ids: string[]) => Promise<Row[]>,
): Promise<Stored> {
  if (inserted.length === given.length) return { accepted: inserted.length, duplicates: 0, rejected: [] };
  const fresh = new Set(inserted);
  // An id can also be twice in the batch, with one of them inserted.
  const counts = new Map<string, number>();
  for (const { id } of rows) counts.set(id, (counts.get(id) ?? 0) + 1);
  const again = [...counts].filter(([id, count]) => count > 1 || !fresh.has(id)).map(([id]) => id);
  const stored = new Map((await read(again)).map((row) => [row.id, contentOf(row)]));
  const seen = new Set<string>();
  const rejected: Rejected[] = [];
  let duplicates = 0;
  const byId = new Map<string, string[]>();
  for (const row of rows) byId.set(row.id, [...(byId.get(row.id) ?? []), contentOf(row)]);
  for (const { index, event } of given) {
    const own = byId.get(event.id)?.shift();
    if (fresh.has(event.id) && !seen.has(event.id) && own === (stored.get(event.id) ?? own)) {
      seen.add(event.id);
      continue;
    }
    if (own === stored.get(event.id)) duplicates += 1;
    else rejected.push({ index, id: event.id, reason: "id: This ID was used for another event." });
  }
  return { accepted: inserted.length, duplicates, rejected };
}

/** What the sender said. The visitor may have been merged with another one since. */
function contentOf<Row extends Comparable>({ person: _, ...said }: Row): string {
  return JSON.stringify(Object.entries(said).sort(([a], [b]) => (a < b ? -1 : 1)));
}
