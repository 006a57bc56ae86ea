import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import Stripe from "stripe";
import { stripeEvents } from "@/db/schema";
import type { Context } from "@/lib/context";
import { sendJob } from "@/lib/jobs";
import { logger } from "@/lib/logger";
import { type StripeBudget, stripeBudget } from "../stripe/stripe";
import { paymentOfEvent } from "./event-row";

/**
 * Finds the customer of an event that names only a payment, such as a dispute or a refund, and requests its sync. Safe to
 * repeat.
 * @throws GatehouseError `unavailable` when Stripe is down; the job is retried.
 */
export async function findCustomer(ctx: Context, { eventId }: { eventId: string }): Promise<void> {
  const waiting = and(eq(stripeEvents.id, eventId), isNull(stripeEvents.customerId));
  const [event] = await ctx.tx.select({ payload: stripeEvents.payload }).from(stripeEvents).where(waiting);
  if (!event) return;
  const paymentId = paymentOfEvent(event.payload);
  const customerId = paymentId === null ? null : await customerOfPayment(stripeBudget(), paymentId);
  if (customerId === null) {
    logger.info({ eventId, paymentId }, "ignored a Stripe event about a payment without a customer");
    await ctx.tx
      .update(stripeEvents)
      .set({ handledAt: ctx.now })
      .where(and(waiting, isNull(stripeEvents.handledAt)));
    return;
  }
  await ctx.tx.update(stripeEvents).set({ customerId }).where(waiting);
  await sendJob(ctx, "sync-customer", { customerId }, customerId);
}

async function customerOfPayment(budget: StripeBudget, id: string): Promise<string | null> {
  try {
    const { customer } = await budget.call(
      (stripe): Promise<Pick<Stripe.Charge, "customer">> =>
        id.startsWith("pi_") ? stripe.paymentIntents.retrieve(id) : stripe.charges.retrieve(id),
    );
    return typeof customer === "string" ? customer : (customer?.id ?? null);
  } catch (error) {
    if (error instanceof Stripe.errors.StripeInvalidRequestError && error.code === "resource_missing") return null;
    throw error;
  }
}
