import "server-only";
import { and, eq } from "drizzle-orm";
import { invitations } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import { assertMayGrant, type TeamContext } from "../members/permissions";
import { countSeats } from "../members/seats";
import { lockPendingInvitation } from "./pending-invitations";

/** Revokes a pending invitation and releases its seat, if it has not expired. */
export async function revokeInvitation(ctx: TeamContext, { invitationId }: { invitationId: string }): Promise<void> {
  const { email, role } = await lockPendingInvitation(ctx, invitationId);
  assertMayGrant(ctx.role, role);
  await ctx.tx
    .update(invitations)
    .set({ revokedAt: ctx.now })
    .where(and(eq(invitations.organizationId, ctx.organizationId), eq(invitations.id, invitationId)));
  await countSeats(ctx);
  await recordAudit(ctx, {
    organizationId: ctx.organizationId,
    action: "team.invitation_revoked",
    details: { invitation: invitationId },
    personal: { personId: null, email },
  });
}
