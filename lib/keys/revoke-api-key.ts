import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { apiKeys } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import { requireInPerson } from "@/lib/auth";
import type { TenantContext } from "@/lib/context";
import { found } from "@/lib/errors";
import { isServerKey } from "./directory-tokens";

/** Permanently revokes a key, also when the plan no longer includes the API. @throws GatehouseError `not_found`, `forbidden`. */
export async function revokeApiKey(ctx: TenantContext, { keyId }: { keyId: string }): Promise<void> {
  requireInPerson(ctx);
  const [revoked] = await ctx.tx
    .update(apiKeys)
    .set({ revokedAt: ctx.wall })
    .where(
      and(
        eq(apiKeys.organizationId, ctx.organizationId),
        eq(apiKeys.id, keyId),
        isServerKey,
        isNull(apiKeys.revokedAt),
      ),
    )
    .returning({ name: apiKeys.name });
  const { name } = found(revoked, "key");
  await recordAudit(ctx, {
    organizationId: ctx.organizationId,
    action: "keys.api_key_revoked",
    subject: keyId,
    details: { name },
  });
}
