import "server-only";
import { and, eq, gt, isNull, or } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { platformKeys } from "@/db/schema";
import { platformChain, recordAudit } from "@/lib/audit";
import type { Context } from "@/lib/context";
import { found } from "@/lib/errors";
import type { RotateKeyInput } from "./input";
import { newKey } from "./key-format";
import { rotation } from "./lifetime";

/**
 * Makes a platform key that takes another's place: same name, same scopes, same length of life. The old one works for
 * `overlapHours` more. The caller is a platform admin.
 *
 * @returns the new key itself: it is shown this once and cannot be had again.
 * @throws GatehouseError `not_found` for a key that no longer works.
 */
export async function rotatePlatformKey(
  ctx: Context,
  { keyId, overlapHours }: RotateKeyInput,
): Promise<{ id: string; key: string }> {
  const working = or(isNull(platformKeys.expiresAt), gt(platformKeys.expiresAt, ctx.wall));
  const [row] = await ctx.tx
    .select()
    .from(platformKeys)
    .where(and(eq(platformKeys.id, keyId), isNull(platformKeys.revokedAt), working))
    .for("update");
  const old = found(row, "key");
  const ends = rotation(old, ctx.wall, overlapHours);
  const { key, prefix, hash } = newKey("platform");
  const { name, scopes } = old;
  const id = uuidv7();
  await ctx.tx.update(platformKeys).set({ expiresAt: ends.old }).where(eq(platformKeys.id, keyId));
  await ctx.tx.insert(platformKeys).values({
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
    organizationId: platformChain,
    action: "keys.platform_key_rotated",
    subject: keyId,
    details: { name, successor: id, prefix, overlapHours },
  });
  return { id, key };
}
