import "server-only";
import { uuidv7 } from "uuidv7";
import type { z } from "zod";
import { webhookEndpoints } from "@/db/schema";
import { platformChain, recordAudit } from "@/lib/audit";
import type { Context } from "@/lib/context";
import { invalidInput } from "@/lib/errors";
import { localAddressesAllowed, urlError } from "@/lib/outgoing";
import { sealSecret } from "@/lib/secrets";
import type { createEndpointSchema } from "./input";
import { newSecret } from "./secrets";

/**
 * Adds a webhook endpoint. @returns also its signing secret, which is never shown again.
 *
 * @throws GatehouseError `invalid_input` for a URL that isn't https or isn't public.
 */
export async function createEndpoint(
  ctx: Context,
  { url, description, events, format }: z.output<typeof createEndpointSchema>,
): Promise<{ id: string; secret: string }> {
  const message = urlError(url, localAddressesAllowed());
  if (message) throw invalidInput(message, { errors: [{ field: "url", message }] });
  const id = uuidv7();
  const secret = newSecret();
  await ctx.tx.insert(webhookEndpoints).values({
    id,
    url,
    description,
    events,
    format,
    secret: sealSecret(secret, "webhook_endpoints.secret", id),
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
