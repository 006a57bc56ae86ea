import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { webhookEndpoints, webhookMessages } from "@/db/schema";
import { platformChain, recordAudit } from "@/lib/audit";
import { catalog } from "@/lib/catalog";
import type { Context } from "@/lib/context";
import { found } from "@/lib/errors";
import { sendTo } from "./dispatch-webhook";

/** Sends a test message to an endpoint. @throws GatehouseError `not_found`, also if it is disabled. */
export async function sendTest(ctx: Context, { endpointId }: { endpointId: string }): Promise<void> {
  const [endpoint] = await ctx.tx
    .select({ id: webhookEndpoints.id })
    .from(webhookEndpoints)
    .where(and(eq(webhookEndpoints.id, endpointId), isNull(webhookEndpoints.disabledAt)));
  found(endpoint, "endpoint");
  const messageId = uuidv7();
  await ctx.tx.insert(webhookMessages).values({
    id: messageId,
    type: "webhook.test",
    payload: { message: `A test from ${catalog.name}.` },
    createdAt: ctx.now,
  });
  await sendTo(ctx, { messageId, endpointId });
  await recordAudit(ctx, { organizationId: platformChain, action: "webhooks.test_sent", subject: endpointId });
}
