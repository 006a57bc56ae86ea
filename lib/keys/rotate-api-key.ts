import "server-only";
import { and, eq, gt, isNull, or } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { apiKeys } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import { requireInPerson } from "@/lib/auth/impersonation";
import type { TenantContext } from "@/lib/context";
import { requireAccess, requireFeature } from "@/lib/entitlements";
import { found } from "@/lib/errors";
import { apiFeature } from "./api-feature";
import type { RotateKeyInput } from "./input";
import { newKey } from "./key-format";
import { rotation } from "./lifetime";

/**
 * Makes a key that takes another's place: same name, same scopes, same length of life. The old one works for
 * `overlapHours` more.
 *
 * @returns the new key itself: it is shown this once and cannot be had again.
 * @throws GatehouseError `not_found` for a key that no longer works, `feature_not_in_plan`, `read_only`,
 * `forbidden` to an admin who acts for a customer.
 */
export async function rotateApiKey(
  ctx: TenantContext,
  { keyId, overlapHours }: RotateKeyInput,
): Promise<{ id: string; key: string }> {
  requireInPerson(ctx);
  await requireFeature(ctx, apiFeature);
  await requireAccess(ctx);
  const ofTenant = and(eq(apiKeys.organizationId, ctx.organizationId), eq(apiKeys.id, keyId));
  const [row] = await ctx.tx
    .select()
    .from(apiKeys)
    .where(and(ofTenant, isNull(apiKeys.revokedAt), or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, ctx.wall))))
    .for("update");
  const old = found(row, "key");
  const ends = rotation(old, ctx.wall, overlapHours);
  const { key, prefix, hash } = newKey("organization");
  const { organizationId, name, scopes } = old;
  const id = uuidv7();
  await ctx.tx.update(apiKeys).set({ expiresAt: ends.old }).where(ofTenant);
  await ctx.tx.insert(apiKeys).values({
    organizationId,
    id,
    name,
    prefix,
    hash,
    scopes,
    createdBy: ctx.actor.id,
    createdAt: ctx.wall,
    expiresAt: ends.successor,
  });
  await recordAudit(ctx, {
    organizationId,
    action: "keys.api_key_rotated",
    subject: keyId,
    details: { name, successor: id, prefix, overlapHours },
  });
  return { id, key };
}
