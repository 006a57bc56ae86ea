import type { stripeEvents } from "@/db/schema";
import { eventRow } from "@/lib/billing/events/event-row";
import { stripe } from "@/lib/billing/stripe/stripe";
import { isSubscribedEvent } from "@/lib/reconciliation/stripe/list-stripe";
import { unixSeconds } from "./calendar";

/** How long after an event its webhook came, and how long after that it was handled. */
const deliveryMs = 1_200;
const handlingMs = 900;

/** The events of these customers since a time, as the event log has them after they were delivered and handled. */
export async function eventRows(
  customers: ReadonlySet<string>,
  since: Date,
): Promise<(typeof stripeEvents.$inferInsert)[]> {
  const rows: (typeof stripeEvents.$inferInsert)[] = [];
  for await (const event of stripe().events.list({ created: { gte: unixSeconds(since) }, limit: 100 })) {
    if (!isSubscribedEvent(event)) continue;
    const receivedAt = new Date(event.created * 1000 + deliveryMs);
    const body = JSON.stringify(event);
    const { paymentId: _, payload, ...row } = eventRow({ event, body, receivedAt, source: "webhook" });
    if (row.customerId === null || !customers.has(row.customerId)) continue;
    rows.push({ ...row, payload: JSON.parse(payload), handledAt: new Date(receivedAt.getTime() + handlingMs) });
  }
  return rows;
}
