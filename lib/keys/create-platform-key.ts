import "server-only";
import { platformKeys } from "@/db/schema";
import { platformChain, recordAudit } from "@/lib/audit";
import type { Context } from "@/lib/context";
import type { CreatePlatformKeyInput } from "./input";
import { expiry } from "./lifetime";
import { newKeyRow } from "./new-key";

/**
 * Creates a key for the SaaS company's own servers. The caller is a platform admin.
 *
 * @returns the key itself, which is shown once and never again.
 */
export async function createPlatformKey(
  ctx: Context,
  { name, scopes, expiresInDays = null }: CreatePlatformKeyInput,
): Promise<{ id: string; key: string }> {
  const { key, row } = newKeyRow("platform", ctx, name, expiry(ctx.wall, expiresInDays));
  await ctx.tx.insert(platformKeys).values({ ...row, scopes });
  await recordAudit(ctx, {
    organizationId: platformChain,
    action: "keys.platform_key_created",
    subject: row.id,
    details: { name, prefix: row.prefix, scopes, expiresInDays },
  });
  return { id: row.id, key };
}
