import "server-only";
import { eq } from "drizzle-orm";
import { webhookEndpoints } from "@/db/schema";
import { platformChain, recordAudit } from "@/lib/audit";
import type { Context } from "@/lib/context";
import { addDays } from "@/lib/durations";
import { found } from "@/lib/errors";
import { sealSecret } from "@/lib/secrets";
import { newSecret } from "./secrets";

/** How long both secrets sign, so that the receiver can switch over. */
const overlapDays = 1;

/** Replaces the secret of an endpoint. @returns the new one, which is never shown again. @throws GatehouseError `not_found`. */
export async function rotateSecret(ctx: Context, { endpointId }: { endpointId: string }): Promise<{ secret: string }> {
  const [endpoint] = await ctx.tx
    .select({ secret: webhookEndpoints.secret })
    .from(webhookEndpoints)
    .where(eq(webhookEndpoints.id, endpointId))
    .for("update");
  const { secret: previousSecret } = found(endpoint, "endpoint");
  const secret = newSecret();
  await ctx.tx
    .update(webhookEndpoints)
    .set({
      secret: sealSecret(secret, "webhook_endpoints.secret", endpointId),
      previousSecret,
      previousSecretUntil: addDays(ctx.now, overlapDays),
    })
    .where(eq(webhookEndpoints.id, endpointId));
  await recordAudit(ctx, {
    organizationId: platformChain,
    action: "webhooks.secret_rotated",
    subject: endpointId,
  });
  return { secret };
}
