import "server-only";
import { inArray } from "drizzle-orm";
import { stripeEvents, subscriptions } from "@/db/schema";
import { platformChain, recordAudit } from "@/lib/audit";
import type { Context } from "@/lib/context";
import { notFound } from "@/lib/errors";
import { sendJobs } from "@/lib/jobs";

/**
 * Replays events: their customers are synced again. An event only says that a sync is due, so replaying an old one does
 * no harm.
 * @returns the number of customers to be synced.
 * @throws GatehouseError `not_found` if none of the events is in the log.
 */
export async function replayEvents(
  ctx: Context,
  { eventIds }: { eventIds: readonly string[] },
): Promise<{ customers: number }> {
  const events = await ctx.tx
    .select({ id: stripeEvents.id, type: stripeEvents.type, customerId: stripeEvents.customerId })
    .from(stripeEvents)
    .where(inArray(stripeEvents.id, [...eventIds]));
  if (events.length === 0) throw notFound("event");
  const customers = [...new Set(events.flatMap(({ customerId }) => customerId ?? []))];
  const owners = new Map(
    (
      await ctx.tx
        .select({ customerId: subscriptions.stripeCustomerId, organizationId: subscriptions.organizationId })
        .from(subscriptions)
        .where(inArray(subscriptions.stripeCustomerId, customers))
    ).map(({ customerId, organizationId }) => [customerId, organizationId]),
  );
  await sendJobs(
    ctx,
    "sync-customer",
    customers.map((customerId) => ({ input: { customerId }, key: customerId })),
  );
  await sendJobs(
    ctx,
    "find-customer",
    events.flatMap(({ id, customerId }) => (customerId === null ? [{ input: { eventId: id }, key: id }] : [])),
  );
  for (const { id, type, customerId } of events) {
    const organizationId = owners.get(customerId) ?? platformChain;
    await recordAudit(ctx, { organizationId, action: "billing.event_replayed", subject: id, details: { type } });
  }
  return { customers: customers.length };
}
