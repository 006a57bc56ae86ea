import "server-only";
import { and, desc, eq, isNull } from "drizzle-orm";
import { apiKeys, platformKeys, users } from "@/db/schema";
import type { Context, TenantContext } from "@/lib/context";

/** An organization's keys except revoked ones, newest first, without the key and its hash. */
export function listApiKeys({ tx, organizationId }: TenantContext) {
  return tx
    .select({
      id: apiKeys.id,
      name: apiKeys.name,
      prefix: apiKeys.prefix,
      scopes: apiKeys.scopes,
      createdAt: apiKeys.createdAt,
      expiresAt: apiKeys.expiresAt,
      lastUsedAt: apiKeys.lastUsedAt,
    })
    .from(apiKeys)
    .where(and(eq(apiKeys.organizationId, organizationId), isNull(apiKeys.revokedAt)))
    .orderBy(desc(apiKeys.createdAt));
}

/** All platform keys, revoked ones included, newest first, without the key and its hash. */
export function listPlatformKeys({ tx }: Context) {
  return tx
    .select({
      id: platformKeys.id,
      name: platformKeys.name,
      prefix: platformKeys.prefix,
      scopes: platformKeys.scopes,
      createdAt: platformKeys.createdAt,
      createdBy: users.email,
      expiresAt: platformKeys.expiresAt,
      lastUsedAt: platformKeys.lastUsedAt,
      revokedAt: platformKeys.revokedAt,
    })
    .from(platformKeys)
    .leftJoin(users, eq(users.id, platformKeys.createdBy))
    .orderBy(desc(platformKeys.createdAt));
}
export type ListedPlatformKey = Awaited<ReturnType<typeof listPlatformKeys>>[number];
