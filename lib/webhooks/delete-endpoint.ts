import "server-only";
import { eq } from "drizzle-orm";
import { webhookEndpoints } from "@/db/schema";
import { platformChain, recordAudit } from "@/lib/audit";
import type { Context } from "@/lib/context";
import { found } from "@/lib/errors";

/** Deletes an endpoint and its delivery log. @throws GatehouseError `not_found`. */
export async function deleteEndpoint(ctx: Context, { endpointId }: { endpointId: string }): Promise<void> {
  const [row] = await ctx.tx
    .delete(webhookEndpoints)
    .where(eq(webhookEndpoints.id, endpointId))
    .returning({ url: webhookEndpoints.url });
  const { url } = found(row, "endpoint");
  await recordAudit(ctx, {
    organizationId: platformChain,
    action: "webhooks.endpoint_deleted",
    subject: endpointId,
    details: { host: new URL(url).host },
  });
}
