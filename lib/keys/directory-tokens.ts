import "server-only";
import { and, arrayContains, desc, eq, isNull, not, type SQL } from "drizzle-orm";
import { apiKeys } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import { requireConfirmed, requireInPerson } from "@/lib/auth";
import type { TenantContext } from "@/lib/context";
import { requireAccess, requireFeature } from "@/lib/entitlements";
import { conflict, found } from "@/lib/errors";
import type { Member } from "@/lib/tenancy";
import { newKeyRow } from "./new-key";

/** The feature that includes directory sync. */
export const directoryFeature = "sso_saml";

/** Two, so that a token can be replaced without downtime. */
const maxTokens = 2;

/** For a directory: provisions the team by SCIM and can't do anything else. */
export const isDirectoryToken: SQL = arrayContains(apiKeys.scopes, ["scim"]);
/** For a customer's server. */
export const isServerKey: SQL = not(isDirectoryToken);

const ownTokens = (organizationId: string) =>
  and(eq(apiKeys.organizationId, organizationId), isDirectoryToken, isNull(apiKeys.revokedAt));

/** The organization's directory tokens except revoked ones, newest first, without the token itself or its hash. */
export const listDirectoryTokens = ({ tx, organizationId }: TenantContext) =>
  tx
    .select({
      id: apiKeys.id,
      prefix: apiKeys.prefix,
      createdAt: apiKeys.createdAt,
      lastUsedAt: apiKeys.lastUsedAt,
    })
    .from(apiKeys)
    .where(ownTokens(organizationId))
    .orderBy(desc(apiKeys.createdAt));

/**
 * Creates a token for the organization's directory. It can remove members, including owners, so only an owner can create one.
 *
 * @returns the token itself, which is shown once and never again.
 * @throws GatehouseError `feature_not_in_plan`, `read_only`, `conflict` with two tokens, `forbidden` with `reason: "confirmation"`, and
 *   in a support session.
 */
export async function createDirectoryToken(member: Member): Promise<{ id: string; key: string }> {
  requireInPerson(member);
  requireConfirmed(member);
  await requireFeature(member, directoryFeature);
  await requireAccess(member);
  const { tx, organizationId } = member;
  if (
    (await tx.select({ id: apiKeys.id }).from(apiKeys).where(ownTokens(organizationId)).for("update")).length >=
    maxTokens
  ) {
    throw conflict("You already have two tokens. Revoke one that you no longer use.", { reason: "too_many_keys" });
  }
  const { key, row } = newKeyRow("organization", member, "Directory", null);
  await tx.insert(apiKeys).values({ ...row, organizationId, scopes: ["scim"] });
  const details = { prefix: row.prefix };
  await recordAudit(member, { organizationId, action: "directory.token_created", subject: row.id, details });
  return { id: row.id, key };
}

/** Permanently revokes a token. The people it provisioned stay. @throws GatehouseError `not_found`, `forbidden`. */
export async function revokeDirectoryToken(member: Member, { keyId }: { keyId: string }): Promise<void> {
  requireInPerson(member);
  const { tx, organizationId, wall } = member;
  const [revoked] = await tx
    .update(apiKeys)
    .set({ revokedAt: wall })
    .where(and(ownTokens(organizationId), eq(apiKeys.id, keyId)))
    .returning({ id: apiKeys.id });
  found(revoked, "token");
  await recordAudit(member, { organizationId, action: "directory.token_revoked", subject: keyId });
}
