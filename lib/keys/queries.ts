import "server-only";
import { and, desc, eq, isNull } from "drizzle-orm";
import { apiKeys, platformKeys, users } from "@/db/schema";
import type { Context, TenantContext } from "@/lib/context";
import { isServerKey } from "./directory-tokens";

/** An organization's keys except revoked ones, newest first, without the key and its hash. Tokens of its directory aren't among them. */
export async function listApiKeys({ tx, organizationId }: TenantContext) {
  const rows = await tx
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
    .where(and(eq(apiKeys.organizationId, organizationId), isServerKey, isNull(apiKeys.revokedAt)))
    .orderBy(desc(apiKeys.createdAt));
  return rows.map(({ scopes, ...row }) => ({ ...row, scopes: scopes.filter((scope) => scope !== "scim") }));
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
