import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { platformKeys } from "@/db/schema";
import { platformChain, recordAudit } from "@/lib/audit";
import type { Context } from "@/lib/context";
import { found } from "@/lib/errors";

/** Permanently revokes a platform key. @throws GatehouseError `not_found` when it is unknown or already revoked. */
export async function revokePlatformKey(ctx: Context, { keyId }: { keyId: string }): Promise<void> {
  const [revoked] = await ctx.tx
    .update(platformKeys)
    .set({ revokedAt: ctx.wall })
    .where(and(eq(platformKeys.id, keyId), isNull(platformKeys.revokedAt)))
    .returning({ name: platformKeys.name });
  const { name } = found(revoked, "key");
  await recordAudit(ctx, {
    organizationId: platformChain,
    action: "keys.platform_key_revoked",
    subject: keyId,
    details: { name },
  });
}
