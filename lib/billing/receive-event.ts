import "server-only";
import type Stripe from "stripe";
import { stripeEvents } from "@/db/schema";
import type { Context } from "@/lib/context";
import { sendJob } from "@/lib/jobs";
import { customerOfEvent } from "./event-customer";
import { storable } from "./storable";

/**
 * Stores an event under its id and asks for a sync of its customer, in the caller's transaction: once it commits the
 * event may be acknowledged, because nothing of it can be lost any more. The same event again changes nothing.
 *
 * @returns whether it was new.
 */
export async function receiveEvent(
  ctx: Context,
  event: Stripe.Event,
  source: "webhook" | "fetched" = "webhook",
): Promise<boolean> {
  const customerId = customerOfEvent(event);
  const [stored] = await ctx.tx
    .insert(stripeEvents)
    .values({
      id: event.id,
      type: event.type,
      customerId,
      apiVersion: event.api_version,
      livemode: event.livemode,
      payload: storable(event),
      createdAt: new Date(event.created * 1000),
      receivedAt: ctx.now,
      // Of no customer: kept for the record, nothing is to be done.
      handledAt: customerId === null ? ctx.now : null,
      source,
    })
    .onConflictDoNothing({ target: stripeEvents.id })
    .returning({ id: stripeEvents.id });
  if (stored && customerId !== null) await sendJob(ctx, "sync-customer", { customerId }, customerId);
  return stored !== undefined;
}
