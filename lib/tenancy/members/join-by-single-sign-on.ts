import "server-only";
import { and, eq } from "drizzle-orm";
import { invitations, memberships } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { isOpen } from "@/lib/seats";
import type { Role } from "./roles";
import { countSeats, takeSeat } from "./seats";
import { settleTeam } from "./settle-seats";

/**
 * Makes someone named by the organization's identity provider a member. Invited people get their invitation's role and seat, everyone
 * else gets the default role and a new seat.
 *
 * @returns the role.
 * @throws GatehouseError `limit_reached`, `read_only`, `forbidden` while suspended.
 */
export async function joinBySingleSignOn(
  ctx: TenantContext,
  { userId, email, defaultRole }: { userId: string; email: string; defaultRole: Exclude<Role, "owner"> },
): Promise<Role> {
  // The plan may have shrunk since the job last looked; then the invitation may be among those that are withdrawn.
  await settleTeam(ctx);
  const { tx, organizationId, now } = ctx;
  const [invitation] = await tx
    .update(invitations)
    .set({ acceptedAt: now })
    .where(and(eq(invitations.organizationId, organizationId), eq(invitations.email, email), isOpen(now)))
    .returning({ role: invitations.role });
  if (!invitation) await takeSeat(ctx);
  const role = invitation?.role ?? defaultRole;
  await tx.insert(memberships).values({ organizationId, userId, role, createdAt: now });
  if (invitation) await countSeats(ctx);
  return role;
}
