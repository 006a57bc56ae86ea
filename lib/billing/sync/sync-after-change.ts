import "server-only";
import { eq } from "drizzle-orm";
import { subscriptions } from "@/db/schema";
import { type Actor, type Context, withPlatform, withTenant } from "@/lib/context";
import { sendJob } from "@/lib/jobs";
import { logger } from "@/lib/logger";
import { syncCustomer } from "./sync-customer";

/**
 * Syncs an organization's customer after a change was made at Stripe, so that the next page shows it even before the webhook
 * arrives. When Stripe can't be read, a job syncs later. Never throws: the change is made either way.
 */
export async function syncAfterChange({
  organizationId,
  actor,
}: {
  organizationId: string;
  actor: Actor;
}): Promise<void> {
  try {
    const customerId = await withTenant({ organizationId, actor }, (ctx) => customerOf(ctx, organizationId));
    if (!customerId) return;
    const opening = { actor: { kind: "system", id: "stripe" } } as const;
    await withPlatform(opening, (ctx) => syncCustomer(ctx, { customerId })).catch((error: unknown) => {
      logger.warn({ err: error, organizationId }, "syncing a change later: Stripe could not be read");
      return withPlatform(opening, (ctx) => sendJob(ctx, "sync-customer", { customerId }, customerId));
    });
  } catch (error) {
    // The webhook or the sweep will sync it.
    logger.warn({ err: error, organizationId }, "syncing a change later: the database could not be written");
  }
}

async function customerOf({ tx }: Context, organizationId: string): Promise<string | null> {
  const [row] = await tx
    .select({ customerId: subscriptions.stripeCustomerId })
    .from(subscriptions)
    .where(eq(subscriptions.organizationId, organizationId));
  return row?.customerId ?? null;
}
