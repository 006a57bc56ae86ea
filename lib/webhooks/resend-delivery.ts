import "server-only";
import { and, eq, ne } from "drizzle-orm";
import { webhookDeliveries } from "@/db/schema";
import { platformChain, recordAudit } from "@/lib/audit";
import type { Context } from "@/lib/context";
import { found } from "@/lib/errors";
import { sendJob } from "@/lib/jobs";

/**
 * Sends a delivered or failed message again. It keeps its id, so that a receiver can recognize it.
 *
 * @throws GatehouseError `not_found`, also for one that is still waiting.
 */
export async function resendDelivery(ctx: Context, { deliveryId }: { deliveryId: string }): Promise<void> {
  const [delivery] = await ctx.tx
    .update(webhookDeliveries)
    .set({ status: "waiting", attempts: 0, nextAttemptAt: ctx.now })
    .where(and(eq(webhookDeliveries.id, deliveryId), ne(webhookDeliveries.status, "waiting")))
    .returning();
  const { endpointId, messageId } = found(delivery, "finished delivery");
  await sendJob(ctx, "deliver-webhook", { deliveryId });
  await recordAudit(ctx, {
    organizationId: platformChain,
    action: "webhooks.delivery_resent",
    subject: messageId,
    details: { endpointId },
  });
}
