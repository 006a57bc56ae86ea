import "server-only";
import { uuidv7 } from "uuidv7";
import type { z } from "zod";
import { webhookEndpoints } from "@/db/schema";
import { platformChain, recordAudit } from "@/lib/audit";
import type { Context } from "@/lib/context";
import { invalidInput } from "@/lib/errors";
import { refusalOfUrl } from "./address";
import type { createEndpointSchema } from "./input";
import { localEndpointsAllowed } from "./post-message";
import { newSecret, sealSecret } from "./secrets";

/**
 * Adds an endpoint of the founder's own. @returns its signing secret, which is not shown again.
 *
 * @throws GatehouseError `invalid_input` for an address that is not https or not public.
 */
export async function createEndpoint(
  ctx: Context,
  { url, description, events, format }: z.output<typeof createEndpointSchema>,
): Promise<{ id: string; secret: string }> {
  const refusal = refusalOfUrl(url, localEndpointsAllowed());
  if (refusal) throw invalidInput(refusal, { errors: [{ field: "url", message: refusal }] });
  const id = uuidv7();
  const secret = newSecret();
  await ctx.tx.insert(webhookEndpoints).values({
    id,
    url,
    description,
    events,
    format,
    secret: sealSecret(secret),
    createdBy: ctx.actor.id,
    createdAt: ctx.now,
  });
  const host = new URL(url).host;
  await recordAudit(ctx, {
    organizationId: platformChain,
    action: "webhooks.endpoint_created",
    subject: id,
    details: { host, events, format },
  });
  return { id, secret };
}
