import "server-only";
import { and, desc, eq, isNotNull, notExists, or } from "drizzle-orm";
import { directoryUsers, invitations } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { forbidden } from "@/lib/errors";

type Person = { email: string; userId: string };

/** Someone is on the team or in the directory again: that the directory once deleted them no longer matters. */
export async function forgetDeleted(
  { tx, organizationId }: TenantContext,
  { email, userId }: { email: string; userId: string | null },
): Promise<void> {
  await tx
    .delete(directoryUsers)
    .where(
      and(
        eq(directoryUsers.organizationId, organizationId),
        isNotNull(directoryUsers.deletedAt),
        or(eq(directoryUsers.email, email), userId === null ? undefined : eq(directoryUsers.userId, userId)),
      ),
    );
}

/**
 * The organization's directory may have provisioned the person who has just joined. From now on it is this account, whatever its address
 * becomes, so that the directory can remove it.
 */
export async function linkDirectoryUser(ctx: TenantContext, person: Person): Promise<void> {
  const { tx, organizationId } = ctx;
  const { email, userId } = person;
  await forgetDeleted(ctx, person);
  const others = tx
    .select({ id: directoryUsers.id })
    .from(directoryUsers)
    .where(and(eq(directoryUsers.organizationId, organizationId), eq(directoryUsers.userId, userId)));
  await tx
    .update(directoryUsers)
    .set({ userId })
    .where(and(eq(directoryUsers.organizationId, organizationId), eq(directoryUsers.email, email), notExists(others)));
}

/**
 * For someone without a pending invitation: refuses them if the directory has deactivated or deleted them, or they were removed from the
 * team. Someone whose invitation has only expired may join, unless the directory has deleted them since.
 *
 * @throws GatehouseError `forbidden` with `reason: "deactivated"`.
 */
export async function refuseDeactivated({ tx, organizationId }: TenantContext, person: Person): Promise<void> {
  const { email, userId } = person;
  const entries = await tx
    .select({ deletedAt: directoryUsers.deletedAt })
    .from(directoryUsers)
    .where(
      and(
        eq(directoryUsers.organizationId, organizationId),
        or(eq(directoryUsers.email, email), eq(directoryUsers.userId, userId)),
      ),
    );
  if (entries.length === 0) return;
  const [invitation] = await tx
    .select({ revokedAt: invitations.revokedAt, acceptedAt: invitations.acceptedAt, createdAt: invitations.createdAt })
    .from(invitations)
    .where(and(eq(invitations.organizationId, organizationId), eq(invitations.email, email)))
    .orderBy(desc(invitations.createdAt), desc(invitations.id))
    .limit(1);
  const hasExpired = invitation && invitation.revokedAt === null && invitation.acceptedAt === null;
  if (hasExpired && entries.every(({ deletedAt }) => deletedAt === null || deletedAt < invitation.createdAt)) return;
  throw forbidden("The organization's directory has this person as inactive.", { reason: "deactivated" });
}
