import "server-only";
import { uuidv7 } from "uuidv7";
import { apiKeys } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import { requireInPerson } from "@/lib/auth/impersonation";
import type { TenantContext } from "@/lib/context";
import { requireAccess, requireFeature } from "@/lib/entitlements";
import { apiFeature } from "./api-feature";
import { type CreateApiKeyInput, readScopeNames } from "./input";
import { newKey } from "./key-format";
import { expiry } from "./lifetime";

/**
 * Makes a key for a customer's own server.
 *
 * @returns the key itself: it is shown this once and cannot be had again.
 * @throws GatehouseError `feature_not_in_plan`, `read_only`, `forbidden` to an admin who acts for a customer.
 */
export async function createApiKey(
  ctx: TenantContext,
  { name, scopes = [...readScopeNames], expiresInDays = null }: CreateApiKeyInput,
): Promise<{ id: string; key: string }> {
  requireInPerson(ctx);
  await requireFeature(ctx, apiFeature);
  await requireAccess(ctx);
  const id = uuidv7();
  const { key, prefix, hash } = newKey("organization");
  await ctx.tx.insert(apiKeys).values({
    organizationId: ctx.organizationId,
    id,
    name,
    prefix,
    hash,
    scopes,
    createdBy: ctx.actor.id,
    createdAt: ctx.wall,
    expiresAt: expiry(ctx.wall, expiresInDays),
  });
  await recordAudit(ctx, {
    organizationId: ctx.organizationId,
    action: "keys.api_key_created",
    subject: id,
    details: { name, prefix, scopes, expiresInDays },
  });
  return { id, key };
}
