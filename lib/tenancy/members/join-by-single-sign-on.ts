import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { invitations, memberships } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { isOpen } from "@/lib/seats";
import { linkDirectoryUser, refuseDeactivated } from "./directory-link";
import type { Role } from "./roles";
import { countSeats, takeSeat } from "./seats";
import { settleTeam } from "./settle-seats";

/**
 * Makes someone named by the organization's identity provider a member. Invited people get their invitation's role and seat, everyone
 * else gets the default role and a new seat. From then on the organization's directory can remove them.
 *
 * @returns the role; undefined if they joined in another way in the meantime, and keep that role.
 * @throws GatehouseError `limit_reached`, `read_only`, `forbidden` while suspended, and with `reason: "deactivated"` for someone the
 *   directory has deactivated.
 */
export async function joinBySingleSignOn(
  ctx: TenantContext,
  { userId, email, defaultRole }: { userId: string; email: string; defaultRole: Exclude<Role, "owner"> },
): Promise<Role | undefined> {
  // The plan may have shrunk since the job last looked; then the invitation may be among those that are withdrawn.
  await settleTeam(ctx);
  const { tx, organizationId, now } = ctx;
  const [invitation] = await tx
    .update(invitations)
    .set({ acceptedAt: now })
    .where(and(eq(invitations.organizationId, organizationId), eq(invitations.email, email), isOpen(now)))
    .returning({ role: invitations.role });
  if (!invitation) {
    await refuseDeactivated(ctx, { userId, email });
    await takeSeat(ctx);
    await closeExpiredInvitations(ctx, email);
  }
  const role = invitation?.role ?? defaultRole;
  const joined = await tx
    .insert(memberships)
    .values({ organizationId, userId, role, createdAt: now })
    .onConflictDoNothing()
    .returning({ role: memberships.role });
  await linkDirectoryUser(ctx, { userId, email });
  if (invitation || joined.length === 0) await countSeats(ctx);
  return joined[0]?.role;
}

/** They have joined, so an expired invitation doesn't let them join again after the directory deactivates them. */
async function closeExpiredInvitations({ tx, organizationId, now }: TenantContext, email: string): Promise<void> {
  await tx
    .update(invitations)
    .set({ acceptedAt: now })
    .where(
      and(
        eq(invitations.organizationId, organizationId),
        eq(invitations.email, email),
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
      ),
    );
}
