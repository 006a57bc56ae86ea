import "server-only";
import { and, desc, eq, isNull } from "drizzle-orm";
import { invitations } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { conflict, found } from "@/lib/errors";
import { isOpen } from "@/lib/seats";
import type { Role } from "../members/roles";
import { explainState, type InvitationState, invitationState } from "./invitation";

export type PendingInvitation = { id: string; email: string; role: Role; expiresAt: Date; state: InvitationState };

/** Invitations neither accepted nor revoked, newest first. An expired one holds no seat. */
export async function pendingInvitations({ tx, organizationId, now }: TenantContext): Promise<PendingInvitation[]> {
  const rows = await tx
    .select()
    .from(invitations)
    .where(
      and(
        eq(invitations.organizationId, organizationId),
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
      ),
    )
    .orderBy(desc(invitations.createdAt));
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    role: row.role,
    expiresAt: row.expiresAt,
    state: invitationState(row, now),
  }));
}

/** The open invitation to an address. */
export async function openInvitationTo(
  { tx, organizationId, now }: TenantContext,
  email: string,
): Promise<{ id: string } | undefined> {
  const [row] = await tx
    .select({ id: invitations.id })
    .from(invitations)
    .where(and(eq(invitations.organizationId, organizationId), eq(invitations.email, email), isOpen(now)));
  return row;
}

/**
 * One pending invitation, its row locked until the transaction ends.
 *
 * @throws GatehouseError `not_found`, `conflict` when it was accepted or revoked.
 */
export async function lockPendingInvitation(ctx: TenantContext, invitationId: string) {
  const [row] = await ctx.tx
    .select()
    .from(invitations)
    .where(and(eq(invitations.organizationId, ctx.organizationId), eq(invitations.id, invitationId)))
    .for("update");
  const invitation = found(row, "invitation");
  const state = invitationState(invitation, ctx.now);
  if (state === "accepted" || state === "revoked") throw conflict(explainState(state));
  return invitation;
}
