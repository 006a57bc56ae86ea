import "server-only";
import { and, desc, eq, gt, isNull, type SQL } from "drizzle-orm";
import { invitations } from "@/db/schema";
import type { TenantContext } from "@/lib/context";

/** An invitation that can still be accepted, and so holds a seat: neither accepted nor revoked nor expired. */
export const isOpen = (now: Date): SQL | undefined =>
  and(isNull(invitations.acceptedAt), isNull(invitations.revokedAt), gt(invitations.expiresAt, now));

export type OpenInvitation = { id: string; email: string; invitedBy: string };

/** The organization's open invitations, newest first: the order in which they are withdrawn when seats are missing. */
export function openInvitations({ tx, organizationId, now }: TenantContext): Promise<OpenInvitation[]> {
  return tx
    .select({ id: invitations.id, email: invitations.email, invitedBy: invitations.invitedBy })
    .from(invitations)
    .where(and(eq(invitations.organizationId, organizationId), isOpen(now)))
    .orderBy(desc(invitations.createdAt), desc(invitations.id));
}
