import "server-only";
import { and, isNotNull, isNull, lt } from "drizzle-orm";
import { stripeEvents } from "@/db/schema";
import type { Context } from "@/lib/context";
import { sendJobs } from "@/lib/jobs";

/** Younger events are on their way. */
const ageMs = 30_000;
const most = 1_000;

/**
 * Asks again for the sync of every customer with an event that was stored but not handled.
 *
 * @returns for how many customers.
 */
export async function sweepInbox(ctx: Context): Promise<number> {
  const customers = await ctx.tx
    .selectDistinct({ customerId: stripeEvents.customerId })
    .from(stripeEvents)
    .where(
      and(
        isNull(stripeEvents.handledAt),
        isNotNull(stripeEvents.customerId),
        lt(stripeEvents.receivedAt, new Date(ctx.now.getTime() - ageMs)),
      ),
    )
    .limit(most);
  const due = customers.flatMap(({ customerId }) =>
    customerId === null ? [] : { input: { customerId }, key: customerId },
  );
  await sendJobs(ctx, "sync-customer", due);
  return customers.length;
}
