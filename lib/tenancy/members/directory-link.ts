import "server-only";
import { and, desc, eq, notExists, or } from "drizzle-orm";
import { directoryUsers, invitations } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { forbidden } from "@/lib/errors";

type Person = { email: string; userId: string };

/**
 * The organization's directory may have provisioned the person who has just joined. From now on it is this account, whatever its address
 * becomes, so that the directory can remove it.
 */
export async function linkDirectoryUser({ tx, organizationId }: TenantContext, person: Person): Promise<void> {
  const { email, userId } = person;
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
 * For someone without a pending invitation: refuses them if the directory has deactivated them, or they were removed from the team.
 * Someone whose invitation has only expired may join.
 *
 * @throws GatehouseError `forbidden` with `reason: "deactivated"`.
 */
export async function refuseDeactivated({ tx, organizationId }: TenantContext, person: Person): Promise<void> {
  const { email, userId } = person;
  const [user] = await tx
    .select({ userId: directoryUsers.userId })
    .from(directoryUsers)
    .where(
      and(
        eq(directoryUsers.organizationId, organizationId),
        or(eq(directoryUsers.email, email), eq(directoryUsers.userId, userId)),
      ),
    );
  if (!user) return;
  const [invitation] = await tx
    .select({ revokedAt: invitations.revokedAt, acceptedAt: invitations.acceptedAt })
    .from(invitations)
    .where(and(eq(invitations.organizationId, organizationId), eq(invitations.email, email)))
    .orderBy(desc(invitations.createdAt), desc(invitations.id))
    .limit(1);
  const hasExpired = invitation && invitation.revokedAt === null && invitation.acceptedAt === null;
  if (hasExpired) return;
  throw forbidden("The organization's directory has this person as inactive.", { reason: "deactivated" });
}
