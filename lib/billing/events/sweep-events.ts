import "server-only";
import { and, isNotNull, isNull, lt } from "drizzle-orm";
import { stripeEvents } from "@/db/schema";
import type { Context } from "@/lib/context";
import { second } from "@/lib/durations";
import { sendJobs } from "@/lib/jobs";
import { syncAskedByEvents } from "./sync-asked-by-events";

/** Younger events are probably being handled right now. */
const minimumAgeMs = 30 * second;
const batchSize = 1_000;

/**
 * Requests another sync of every customer with an event that was stored but not handled, and another look for the customers
 * that weren't found yet.
 *
 * @returns the number of customers.
 */
export async function sweepEvents(ctx: Context): Promise<number> {
  const isDue = and(
    isNull(stripeEvents.handledAt),
    lt(stripeEvents.receivedAt, new Date(ctx.now.getTime() - minimumAgeMs)),
  );
  const [customers, unknown] = await Promise.all([
    ctx.tx
      .selectDistinct({ customerId: stripeEvents.customerId })
      .from(stripeEvents)
      .where(and(isDue, isNotNull(stripeEvents.customerId)))
      .limit(batchSize),
    ctx.tx
      .select({ eventId: stripeEvents.id })
      .from(stripeEvents)
      .where(and(isDue, isNull(stripeEvents.customerId)))
      .limit(batchSize),
  ]);
  const due = customers.flatMap(({ customerId }) => (customerId === null ? [] : syncAskedByEvents(customerId)));
  await sendJobs(ctx, "sync-customer", due);
  await sendJobs(
    ctx,
    "find-customer",
    unknown.map((input) => ({ input, key: input.eventId })),
  );
  return customers.length;
}
