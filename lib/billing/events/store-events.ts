import "server-only";
import type { Context } from "@/lib/context";
import { rawClient } from "@/lib/database";
import { sendJobs } from "@/lib/jobs";
import { pgArray } from "@/lib/pg-array";
import type { EventRow } from "./event-row";
import { syncAskedByEvents } from "./sync-asked-by-events";

/**
 * Sorted by id, so that two transactions that store the same events can't deadlock. The payloads are one JSON array, so
 * that they needn't be escaped and parsed once more.
 */
const statement = `
  insert into stripe_events (id, type, customer_id, api_version, livemode, payload, created_at, received_at, handled_at, source)
  select id, type, customer_id, api_version, livemode, payload, created_at, received_at,
    case when customer_id is null and payment_id is null then received_at end, source
  from rows from (
    unnest($1::text::text[]), unnest($2::text::text[]), unnest($3::text::text[]), unnest($4::text::text[]),
    unnest($5::text::boolean[]), jsonb_array_elements($6::text::jsonb), unnest($7::text::timestamptz[]),
    unnest($8::text::timestamptz[]), unnest($9::text::text[]), unnest($10::text::text[])
  ) as sent(id, type, customer_id, api_version, livemode, payload, created_at, received_at, source, payment_id)
  on conflict (id) do nothing
  returning id, customer_id as "customerId"`;

/**
 * Stores events by id and requests a sync of their customers, or that they be found, in the caller's transaction. Once it commits they may be
 * acknowledged, because they can't be lost any more. Storing the same event again changes nothing.
 * @returns the ids of the new ones.
 */
export async function storeEvents(
  { tx }: Pick<Context, "tx">,
  rows: readonly EventRow[],
): Promise<ReadonlySet<string>> {
  const ordered = [...new Map(rows.map((row) => [row.id, row])).values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const stored = await rawClient(tx).unsafe<{ id: string; customerId: string | null }>(statement, columns(ordered));
  const customers = new Set(stored.flatMap(({ customerId }) => customerId ?? []));
  await sendJobs({ tx }, "sync-customer", Array.from(customers, syncAskedByEvents));
  const ids = new Set(stored.map(({ id }) => id));
  const unknown = ordered.filter(({ id, paymentId }) => paymentId !== null && ids.has(id));
  await sendJobs(
    { tx },
    "find-customer",
    unknown.map(({ id }) => ({ input: { eventId: id }, key: id })),
  );
  return ids;
}

function columns(rows: readonly EventRow[]): string[] {
  const column = (value: (row: EventRow) => string | boolean | null) => pgArray(rows.map(value));
  return [
    column(({ id }) => id),
    column(({ type }) => type),
    column(({ customerId }) => customerId),
    column(({ apiVersion }) => apiVersion),
    column(({ livemode }) => livemode),
    `[${rows.map(({ payload }) => payload).join(",")}]`,
    column(({ createdAt }) => createdAt.toISOString()),
    column(({ receivedAt }) => receivedAt.toISOString()),
    column(({ source }) => source),
    column(({ paymentId }) => paymentId),
  ];
}
