import "server-only";
import { and, eq } from "drizzle-orm";
import { platformKeys } from "@/db/schema";
import { platformChain, recordAudit } from "@/lib/audit";
import type { Context } from "@/lib/context";
import { found } from "@/lib/errors";
import type { RotateKeyInput } from "./input";
import { successorOf } from "./new-key";
import { stillValid } from "./still-valid";

/**
 * Replaces a platform key with a new one of the same name, scopes and lifetime. The old one works for another
 * `overlapHours`. The caller is a platform admin.
 *
 * @returns the new key itself, which is shown once and never again.
 * @throws GatehouseError `not_found` for a key that doesn't work anymore.
 */
export async function rotatePlatformKey(
  ctx: Context,
  { keyId, overlapHours }: RotateKeyInput,
): Promise<{ id: string; key: string }> {
  const [working] = await ctx.tx
    .select()
    .from(platformKeys)
    .where(and(eq(platformKeys.id, keyId), stillValid(platformKeys, ctx.wall)))
    .for("update");
  const { scopes, ...old } = found(working, "key");
  const { key, row, oldEnds, details } = successorOf(old, "platform", ctx, overlapHours);
  await ctx.tx.update(platformKeys).set({ expiresAt: oldEnds }).where(eq(platformKeys.id, keyId));
  await ctx.tx.insert(platformKeys).values({ ...row, scopes });
  await recordAudit(ctx, {
    organizationId: platformChain,
    action: "keys.platform_key_rotated",
    subject: keyId,
    details,
  });
  return { id: row.id, key };
}
