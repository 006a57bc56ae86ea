import "server-only";
import { and, eq } from "drizzle-orm";
import { apiKeys } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import { requireInPerson } from "@/lib/auth";
import type { TenantContext } from "@/lib/context";
import { requireAccess, requireFeature } from "@/lib/entitlements";
import { found } from "@/lib/errors";
import { apiFeature } from "./api-feature";
import { isServerKey } from "./directory-tokens";
import type { RotateKeyInput } from "./input";
import { assertKeyLimit } from "./key-limit";
import { successorOf } from "./new-key";
import { stillValid } from "./still-valid";

/**
 * Replaces a key with a new one of the same name, scopes and lifetime. The old one works for another `overlapHours`.
 *
 * @returns the new key itself, which is shown once and never again.
 * @throws GatehouseError `not_found` for a key that doesn't work anymore, `feature_not_in_plan`, `read_only`,
 * `conflict` at the maximum number of keys, `forbidden` in a support session.
 */
export async function rotateApiKey(
  ctx: TenantContext,
  { keyId, overlapHours }: RotateKeyInput,
): Promise<{ id: string; key: string }> {
  requireInPerson(ctx);
  await requireFeature(ctx, apiFeature);
  await requireAccess(ctx);
  await assertKeyLimit(ctx);
  const ofTenant = and(eq(apiKeys.organizationId, ctx.organizationId), eq(apiKeys.id, keyId), isServerKey);
  const [working] = await ctx.tx
    .select()
    .from(apiKeys)
    .where(and(ofTenant, stillValid(apiKeys, ctx.wall)))
    .for("update");
  const { organizationId, scopes, ...old } = found(working, "key");
  const { key, row, oldEnds, details } = successorOf(old, "organization", ctx, overlapHours);
  await ctx.tx.update(apiKeys).set({ expiresAt: oldEnds }).where(ofTenant);
  await ctx.tx.insert(apiKeys).values({ ...row, organizationId, scopes });
  await recordAudit(ctx, { organizationId, action: "keys.api_key_rotated", subject: keyId, details });
  return { id: row.id, key };
}
