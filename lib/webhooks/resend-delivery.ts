import "server-only";
import { and, eq, ne } from "drizzle-orm";
import { webhookDeliveries } from "@/db/schema";
import { platformChain, recordAudit } from "@/lib/audit";
import type { Context } from "@/lib/context";
import { found } from "@/lib/errors";
import { sendJob } from "@/lib/jobs";

/** Sends once more what was sent or given up, under the same id, by which a receiver knows it. @throws `not_found`. */
export async function resendDelivery(ctx: Context, { deliveryId }: { deliveryId: string }): Promise<void> {
  const [delivery] = await ctx.tx
    .update(webhookDeliveries)
    .set({ status: "waiting", attempts: 0, nextAttemptAt: ctx.now })
    .where(and(eq(webhookDeliveries.id, deliveryId), ne(webhookDeliveries.status, "waiting")))
    .returning();
  const { endpointId, messageId } = found(delivery, "delivery that is over");
  await sendJob(ctx, "deliver-webhook", { deliveryId });
  await recordAudit(ctx, {
    organizationId: platformChain,
    action: "webhooks.delivery_resent",
    subject: messageId,
    details: { endpointId },
  });
}
