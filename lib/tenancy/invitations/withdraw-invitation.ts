import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { invitations, organizations, users } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import { appUrl } from "@/lib/auth";
import type { TenantContext } from "@/lib/context";
import { enqueueEmail } from "@/lib/email";
import { found } from "@/lib/errors";
import type { OpenInvitation } from "@/lib/seats";

/** Withdraws an invitation that no longer has a seat: its link stops working, and the person who sent it gets an email. */
export async function withdrawInvitation(ctx: TenantContext, { id, email, invitedBy }: OpenInvitation): Promise<void> {
  const { tx, organizationId, now } = ctx;
  const withdrawn = await tx
    .update(invitations)
    .set({ revokedAt: now })
    .where(
      and(
        eq(invitations.organizationId, organizationId),
        eq(invitations.id, id),
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
      ),
    )
    .returning({ id: invitations.id });
  if (withdrawn.length === 0) return;
  await recordAudit(ctx, {
    organizationId,
    action: "team.invitation_withdrawn",
    details: { invitation: id },
    personal: { personId: null, email },
  });
  const [organization] = await tx
    .select({ name: organizations.name })
    .from(organizations)
    .where(eq(organizations.id, organizationId));
  const [inviter] = await tx.select({ email: users.email }).from(users).where(eq(users.id, invitedBy));
  await enqueueEmail(ctx, {
    to: found(inviter, "user").email,
    organizationId,
    template: "invitation-withdrawn",
    props: { organization: found(organization, "organization").name, invited: email, teamUrl: appUrl("/team") },
    dedupeKey: `invitation-withdrawn ${organizationId} ${id} ${now.toISOString()}`,
  });
}
