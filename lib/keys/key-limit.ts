import "server-only";
import { and, count, eq, isNull } from "drizzle-orm";
import { apiKeys, organizations } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { conflict } from "@/lib/errors";

/** More than anybody's servers need, and few enough to be shown on one page. */
export const mostKeys = 100;

/**
 * Holds the organization's row until the transaction ends, so that keys made at once are counted one after the other.
 *
 * @throws GatehouseError `conflict` when as many keys as there may be were not revoked.
 */
export async function requireRoom({ tx, organizationId }: TenantContext): Promise<void> {
  await tx
    .select({ id: organizations.id })
    .from(organizations)
    .where(eq(organizations.id, organizationId))
    .for("no key update");
  const [row] = await tx
    .select({ keys: count() })
    .from(apiKeys)
    .where(and(eq(apiKeys.organizationId, organizationId), isNull(apiKeys.revokedAt)));
  if (row && row.keys >= mostKeys) {
    throw conflict(`There are ${mostKeys} keys. Revoke those that are not used before you make another.`, {
      reason: "too_many_keys",
    });
  }
}
