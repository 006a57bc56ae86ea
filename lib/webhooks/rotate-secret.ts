import "server-only";
import { eq } from "drizzle-orm";
import { webhookEndpoints } from "@/db/schema";
import { platformChain, recordAudit } from "@/lib/audit";
import type { Context } from "@/lib/context";
import { found } from "@/lib/errors";
import { newSecret, sealSecret } from "./secrets";

/** The old secret signs beside the new one for so long, for the receiver to change it. */
const overlapMs = 24 * 60 * 60 * 1000;

/** Gives an endpoint a new secret, shown this once. @throws GatehouseError `not_found`. */
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
      secret: sealSecret(secret),
      previousSecret,
      previousSecretUntil: new Date(ctx.now.getTime() + overlapMs),
    })
    .where(eq(webhookEndpoints.id, endpointId));
  await recordAudit(ctx, {
    organizationId: platformChain,
    action: "webhooks.secret_rotated",
    subject: endpointId,
  });
  return { secret };
}
