import "server-only";
import { and, eq, notExists } from "drizzle-orm";
import { directoryUsers, invitations, memberships, users } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import { hashToken } from "@/lib/auth";
import type { TenantContext } from "@/lib/context";
import { conflict, forbidden, found } from "@/lib/errors";
import { countSeats } from "../members/seats";
import { settleTeam } from "../members/settle-seats";
import { explainState, invitationState } from "./invitation";

/**
 * Makes the person a member with the invitation's role. Single use: the row is locked, so of two concurrent requests one
 * succeeds.
 *
 * @throws GatehouseError `not_found` in this organization, `conflict` when it is no longer open, `forbidden` when it was
 * emailed to another address.
 */
export async function acceptInvitation(
  ctx: TenantContext,
  { token, userId }: { token: string; userId: string },
): Promise<void> {
  // The plan may have shrunk since the job last looked; then this invitation may be among those that are withdrawn.
  await settleTeam(ctx);
  const invitation = await openInvitation(ctx, token);
  await assertInvited(ctx, userId, invitation.email);
  await ctx.tx
    .insert(memberships)
    .values({ organizationId: ctx.organizationId, userId, role: invitation.role, createdAt: ctx.now })
    .onConflictDoNothing();
  await ctx.tx
    .update(invitations)
    .set({ acceptedAt: ctx.now })
    .where(and(eq(invitations.organizationId, ctx.organizationId), eq(invitations.id, invitation.id)));
  await linkDirectoryUser(ctx, { email: invitation.email, userId });
  // The member has the invitation's seat. Someone who has become a member meanwhile has one already, so it is released.
  await countSeats(ctx);
  await recordAudit(ctx, {
    organizationId: ctx.organizationId,
    action: "team.invitation_accepted",
    subject: userId,
    details: { role: invitation.role },
  });
}

async function openInvitation({ tx, organizationId, now }: TenantContext, token: string) {
  const [row] = await tx
    .select()
    .from(invitations)
    .where(and(eq(invitations.organizationId, organizationId), eq(invitations.tokenHash, hashToken(token))))
    .for("update");
  const invitation = found(row, "invitation");
  const state = invitationState(invitation, now);
  if (state !== "open") throw conflict(explainState(state));
  return invitation;
}

async function assertInvited({ tx }: TenantContext, userId: string, email: string) {
  const [person] = await tx.select({ email: users.email }).from(users).where(eq(users.id, userId));
  if (found(person, "user").email !== email) throw forbidden("This invitation was sent to a different email address.");
}

/** The organization's directory may have provisioned the person. From now on it is this account, whatever its address becomes. */
async function linkDirectoryUser(
  { tx, organizationId }: TenantContext,
  { email, userId }: { email: string; userId: string },
): Promise<void> {
  const others = tx
    .select({ id: directoryUsers.id })
    .from(directoryUsers)
    .where(and(eq(directoryUsers.organizationId, organizationId), eq(directoryUsers.userId, userId)));
  await tx
    .update(directoryUsers)
    .set({ userId })
    .where(and(eq(directoryUsers.organizationId, organizationId), eq(directoryUsers.email, email), notExists(others)));
}
