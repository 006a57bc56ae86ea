import "server-only";
import { and, eq, isNull, lte } from "drizzle-orm";
import { stripeEvents, subscriptions, verifications } from "@/db/schema";
import type { Context } from "@/lib/context";
import { second } from "@/lib/durations";
import { stripeDeadlineMs, syncCustomer } from "./sync-customer";

/**
 * Stripe's time is known to the second and taken from the first answer of a read, and others may be as much older as a read may
 * take. Lists at Stripe may lag a moment behind as well.
 */
const marginMs = stripeDeadlineMs + 2 * second;

/**
 * Syncs a customer because of stored events, unless Stripe was read after all of them happened: then the mirror includes what they
 * report, and they are marked handled without a call to Stripe. So the ten events of one purchase, or the hundreds that arrive after
 * an outage, cost one read. In the caller's transaction (of the platform role).
 */
export async function syncAfterEvents(ctx: Context, { customerId }: { customerId: string }): Promise<void> {
  const readAt = await lockedReadAt(ctx, customerId);
  const waiting = and(eq(stripeEvents.customerId, customerId), isNull(stripeEvents.handledAt));
  if (readAt) {
    const included = lte(stripeEvents.createdAt, new Date(readAt.getTime() - marginMs));
    await ctx.tx.update(stripeEvents).set({ handledAt: ctx.now }).where(and(waiting, included));
  }
  if ((await ctx.tx.$count(stripeEvents, waiting)) > 0) await syncCustomer(ctx, { customerId });
}

/** Waits for a sync that is running, so that its read counts. */
async function lockedReadAt({ tx }: Context, customerId: string): Promise<Date | null> {
  const [row] = await tx
    .select({ organizationId: subscriptions.organizationId })
    .from(subscriptions)
    .where(eq(subscriptions.stripeCustomerId, customerId))
    .for("update");
  if (!row) return null;
  const [verification] = await tx
    .select({ stripeReadAt: verifications.stripeReadAt })
    .from(verifications)
    .where(eq(verifications.organizationId, row.organizationId));
  return verification?.stripeReadAt ?? null;
}
