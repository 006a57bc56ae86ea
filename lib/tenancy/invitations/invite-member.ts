import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { invitations, memberships, users } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import { hashToken, newToken } from "@/lib/auth";
import { conflict } from "@/lib/errors";
import { isOpen } from "@/lib/seats";
import type { InviteInput } from "../input";
import { assertMayGrant, type TeamContext } from "../members/permissions";
import { takeSeat } from "../members/seats";
import { invitationExpiry } from "./invitation";
import { mailInvitation } from "./mail-invitation";

/**
 * Invites an address with a role. The invitation takes a seat right away, so accepting it can't fail for lack of one.
 *
 * @param invitedBy the member whom the invitation names; by default who acts.
 * @throws GatehouseError `forbidden`, `conflict` (already a member or invited), `limit_reached`, `read_only`.
 */
export async function inviteMember(
  ctx: TeamContext,
  { email, role }: InviteInput,
  invitedBy = ctx.actor.id,
): Promise<{ invitationId: string }> {
  assertMayGrant(ctx.role, role);
  await takeSeat(ctx);
  await assertNew(ctx, email);
  await replaceExpired(ctx, email);
  const token = newToken();
  const id = uuidv7();
  await ctx.tx.insert(invitations).values({
    organizationId: ctx.organizationId,
    id,
    email,
    role,
    tokenHash: hashToken(token),
    invitedBy,
    createdAt: ctx.now,
    expiresAt: invitationExpiry(ctx.now),
  });
  await mailInvitation(ctx, { email, role, token, invitedBy });
  await recordAudit(ctx, {
    organizationId: ctx.organizationId,
    action: "team.member_invited",
    details: { role, invitation: id },
    personal: { personId: null, email },
  });
  return { invitationId: id };
}

/** `takeSeat` has locked the seat's row, so two invitations for one address are checked one after the other. */
async function assertNew({ tx, organizationId, now }: TeamContext, email: string) {
  const [member] = await tx
    .select({ id: users.id })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.organizationId, organizationId), eq(users.email, email)));
  if (member) throw conflict(`${email} is already on the team.`);
  const [pending] = await tx
    .select({ id: invitations.id })
    .from(invitations)
    .where(and(eq(invitations.organizationId, organizationId), eq(invitations.email, email), isOpen(now)));
  if (pending) throw conflict(`${email} was already invited. Resend that invitation instead.`);
}

/** An expired invitation must not block a new one for the same address, nor stay in the list beside it. */
async function replaceExpired({ tx, organizationId, now }: TeamContext, email: string) {
  await tx
    .update(invitations)
    .set({ revokedAt: now })
    .where(
      and(
        eq(invitations.organizationId, organizationId),
        eq(invitations.email, email),
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
      ),
    );
}
