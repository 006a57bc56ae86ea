import "server-only";
import { and, eq } from "drizzle-orm";
import { invitations, memberships } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import { anotherOwner, lockTeam, membershipOf } from "./owners";
import { assertMayGrant, type TeamContext } from "./permissions";
import { countSeats } from "./seats";

/**
 * Removes a member from the team; anyone may leave. It takes effect on their next request and releases their seat.
 *
 * @throws GatehouseError `not_found`, `forbidden`, `conflict` for the last owner.
 */
export async function removeMember(ctx: TeamContext, { userId }: { userId: string }): Promise<void> {
  await lockTeam(ctx);
  const { role } = await membershipOf(ctx, userId);
  if (userId !== ctx.actor.id) assertMayGrant(ctx.role, role);
  await handOverInvitations(ctx, userId, await anotherOwner(ctx, userId));
  await ctx.tx
    .delete(memberships)
    .where(and(eq(memberships.organizationId, ctx.organizationId), eq(memberships.userId, userId)));
  await countSeats(ctx);
  await recordAudit(ctx, {
    organizationId: ctx.organizationId,
    action: userId === ctx.actor.id ? "team.member_left" : "team.member_removed",
    subject: userId,
    details: { role },
  });
}

/** Invitations reference the membership of their sender, so another owner takes them over. */
async function handOverInvitations({ tx, organizationId }: TeamContext, from: string, to: string) {
  await tx
    .update(invitations)
    .set({ invitedBy: to })
    .where(and(eq(invitations.organizationId, organizationId), eq(invitations.invitedBy, from)));
}
