import "server-only";
import { and, isNotNull, isNull, lt } from "drizzle-orm";
import { stripeEvents } from "@/db/schema";
import type { Context } from "@/lib/context";
import { second } from "@/lib/durations";
import { sendJobs } from "@/lib/jobs";

/** Younger events are probably being handled right now. */
const minimumAgeMs = 30 * second;
const batchSize = 1_000;

/**
 * Requests another sync of every customer with an event that was stored but not handled.
 *
 * @returns the number of customers.
 */
export async function sweepEvents(ctx: Context): Promise<number> {
  const customers = await ctx.tx
    .selectDistinct({ customerId: stripeEvents.customerId })
    .from(stripeEvents)
    .where(
      and(
        isNull(stripeEvents.handledAt),
        isNotNull(stripeEvents.customerId),
        lt(stripeEvents.receivedAt, new Date(ctx.now.getTime() - minimumAgeMs)),
      ),
    )
    .limit(batchSize);
  const due = customers.flatMap(({ customerId }) =>
    customerId === null ? [] : { input: { customerId }, key: customerId },
  );
  await sendJobs(ctx, "sync-customer", due);
  return customers.length;
}
