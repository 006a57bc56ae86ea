import "server-only";
import { uuidv7 } from "uuidv7";
import { platformKeys } from "@/db/schema";
import { platformChain, recordAudit } from "@/lib/audit";
import type { Context } from "@/lib/context";
import type { CreatePlatformKeyInput } from "./input";
import { newKey } from "./key-format";
import { expiry } from "./lifetime";

/**
 * Makes a key for the founder's own servers. The caller is a platform admin.
 *
 * @returns the key itself: it is shown this once and cannot be had again.
 */
export async function createPlatformKey(
  ctx: Context,
  { name, scopes, expiresInDays = null }: CreatePlatformKeyInput,
): Promise<{ id: string; key: string }> {
  const id = uuidv7();
  const { key, prefix, hash } = newKey("platform");
  await ctx.tx.insert(platformKeys).values({
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
    organizationId: platformChain,
    action: "keys.platform_key_created",
    subject: id,
    details: { name, prefix, scopes, expiresInDays },
  });
  return { id, key };
}
