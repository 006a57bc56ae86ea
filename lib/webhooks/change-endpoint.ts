import "server-only";
import { eq } from "drizzle-orm";
import type { z } from "zod";
import { webhookEndpoints } from "@/db/schema";
import { platformChain, recordAudit } from "@/lib/audit";
import type { Context } from "@/lib/context";
import { found } from "@/lib/errors";
import type { changeEndpointSchema } from "./input";

/** Changes the events of an endpoint, or disables or enables it. @throws GatehouseError `not_found`. */
export async function changeEndpoint(
  ctx: Context,
  { endpointId, events, enabled }: z.output<typeof changeEndpointSchema>,
): Promise<void> {
  const changes = {
    ...(events === undefined ? {} : { events }),
    ...(enabled === undefined ? {} : { disabledAt: enabled ? null : ctx.now }),
  };
  const [row] = await ctx.tx
    .update(webhookEndpoints)
    .set({ id: endpointId, ...changes })
    .where(eq(webhookEndpoints.id, endpointId))
    .returning({ id: webhookEndpoints.id });
  found(row, "endpoint");
  await recordAudit(ctx, {
    organizationId: platformChain,
    action: "webhooks.endpoint_changed",
    subject: endpointId,
    details: { ...(events && { events }), ...(enabled === undefined ? {} : { enabled }) },
  });
}
