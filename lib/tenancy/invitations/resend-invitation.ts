import "server-only";
import { and, eq } from "drizzle-orm";
import { invitations } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import { hashToken, newToken } from "@/lib/auth";
import { assertMayGrant, type TeamContext } from "../members/permissions";
import { takeSeat } from "../members/seats";
import { invitationExpiry, invitationState } from "./invitation";
import { mailInvitation } from "./mail-invitation";
import { lockPendingInvitation } from "./pending-invitations";

/**
 * Sends an invitation again, with a new link and a new week. The earlier link stops working. An expired invitation holds no
 * seat, so it takes one again.
 *
 * @throws GatehouseError `limit_reached` when no seat is free for an expired one; otherwise as `lockPendingInvitation`.
 */
export async function resendInvitation(ctx: TeamContext, { invitationId }: { invitationId: string }): Promise<void> {
  const invitation = await lockPendingInvitation(ctx, invitationId);
  const { email, role } = invitation;
  assertMayGrant(ctx.role, role);
  if (invitationState(invitation, ctx.now) === "expired") await takeSeat(ctx);
  const token = newToken();
  await ctx.tx
    .update(invitations)
    .set({ tokenHash: hashToken(token), expiresAt: invitationExpiry(ctx.now) })
    .where(and(eq(invitations.organizationId, ctx.organizationId), eq(invitations.id, invitationId)));
  await mailInvitation(ctx, { email, role, token });
  await recordAudit(ctx, {
    organizationId: ctx.organizationId,
    action: "team.invitation_resent",
    details: { invitation: invitationId },
    personal: { personId: null, email },
  });
}
