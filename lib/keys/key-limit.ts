import "server-only";
import { and, count, eq, isNull } from "drizzle-orm";
import { apiKeys, organizations } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { conflict } from "@/lib/errors";

/** More than any customer needs, and few enough for one page. */
export const maxKeys = 100;

/**
 * Locks the organization's row until the transaction ends, so that concurrent requests can't exceed the limit.
 *
 * @throws GatehouseError `conflict` when the organization has the maximum number of keys.
 */
export async function assertKeyLimit({ tx, organizationId }: TenantContext): Promise<void> {
  await tx
    .select({ id: organizations.id })
    .from(organizations)
    .where(eq(organizations.id, organizationId))
    .for("no key update");
  const [row] = await tx
    .select({ keys: count() })
    .from(apiKeys)
    .where(and(eq(apiKeys.organizationId, organizationId), isNull(apiKeys.revokedAt)));
  if (row && row.keys >= maxKeys) {
    throw conflict(`You have the maximum of ${maxKeys} keys. Revoke unused keys before you create another.`, {
      reason: "too_many_keys",
    });
  }
}
