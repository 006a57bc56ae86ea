import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { webhookDeliveries, webhookEndpoints, webhookMessages } from "@/db/schema";
import type { Context } from "@/lib/context";
import { sendJob } from "@/lib/jobs";

/** Creates a delivery of the message to every enabled endpoint subscribed to its type. Idempotent. */
export async function dispatchWebhook(ctx: Context, { messageId }: { messageId: string }): Promise<void> {
  const endpoints = await ctx.tx
    .select({ id: webhookEndpoints.id })
    .from(webhookMessages)
    .innerJoin(webhookEndpoints, sql`${webhookMessages.type} = any(${webhookEndpoints.events})`)
    .where(and(eq(webhookMessages.id, messageId), isNull(webhookEndpoints.disabledAt)));
  for (const { id } of endpoints) await sendTo(ctx, { messageId, endpointId: id });
}

/** Creates a delivery to one endpoint, whether or not it is subscribed. */
export async function sendTo(
  ctx: Context,
  { messageId, endpointId }: { messageId: string; endpointId: string },
): Promise<void> {
  const [delivery] = await ctx.tx
    .insert(webhookDeliveries)
    .values({ id: uuidv7(), messageId, endpointId, status: "waiting", createdAt: ctx.now, nextAttemptAt: ctx.now })
    .onConflictDoNothing()
    .returning({ id: webhookDeliveries.id });
  if (delivery) await sendJob(ctx, "deliver-webhook", { deliveryId: delivery.id });
}
