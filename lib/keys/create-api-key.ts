import "server-only";
import { apiKeys } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import { requireInPerson } from "@/lib/auth";
import type { TenantContext } from "@/lib/context";
import { requireAccess, requireFeature } from "@/lib/entitlements";
import { apiFeature } from "./api-feature";
import { type CreateApiKeyInput, readScopeNames } from "./input";
import { assertKeyLimit } from "./key-limit";
import { expiry } from "./lifetime";
import { newKeyRow } from "./new-key";

/**
 * Creates a key for a customer's own server.
 *
 * @returns the key itself, which is shown once and never again.
 * @throws GatehouseError `feature_not_in_plan`, `read_only`, `conflict` at the maximum number of keys,
 * `forbidden` in a support session.
 */
export async function createApiKey(
  ctx: TenantContext,
  { name, scopes = [...readScopeNames], expiresInDays = null }: CreateApiKeyInput,
): Promise<{ id: string; key: string }> {
  requireInPerson(ctx);
  await requireFeature(ctx, apiFeature);
  await requireAccess(ctx);
  await assertKeyLimit(ctx);
  const { organizationId } = ctx;
  const { key, row } = newKeyRow("organization", ctx, name, expiry(ctx.wall, expiresInDays));
  await ctx.tx.insert(apiKeys).values({ ...row, organizationId, scopes });
  await recordAudit(ctx, {
    organizationId,
    action: "keys.api_key_created",
    subject: row.id,
    details: { name, prefix: row.prefix, scopes, expiresInDays },
  });
  return { id: row.id, key };
}
