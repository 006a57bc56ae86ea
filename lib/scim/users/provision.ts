import "server-only";
import { and, asc, eq, gt, isNotNull, isNull } from "drizzle-orm";
import { apiKeys, directoryUsers, memberships, sessions, users } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { inviteMember, openInvitationTo, removeMember, revokeInvitation } from "@/lib/tenancy";

/** A directory acts with the rights of the owner who gave it its token. */
const role = "owner" as const;

type Provisioned = { email: string; userId: string | null };

/** The member with this address, unless they're already linked to another directory user. Null if there is none. */
export async function memberWith({ tx, organizationId }: TenantContext, email: string): Promise<string | null> {
  const [member] = await tx
    .select({ userId: users.id })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .leftJoin(
      directoryUsers,
      and(
        eq(directoryUsers.organizationId, memberships.organizationId),
        eq(directoryUsers.userId, memberships.userId),
        isNull(directoryUsers.deletedAt),
      ),
    )
    .where(and(eq(memberships.organizationId, organizationId), eq(users.email, email), isNull(directoryUsers.id)));
  return member?.userId ?? null;
}

/** Whether activating them requires an invitation. */
export async function needsInvitation(ctx: TenantContext, { email, userId }: Provisioned): Promise<boolean> {
  if (userId && (await isMember(ctx, userId))) return false;
  if (!userId && (await memberWith(ctx, email))) return false;
  return !(await openInvitationTo(ctx, email));
}

/**
 * Makes someone active. Members already are. Anyone else is invited with the role of member, and decides whether to join: a directory
 * doesn't prove who owns an address.
 *
 * @throws GatehouseError `limit_reached` without a seat, `read_only`.
 */
export async function activate(ctx: TenantContext, provisioned: Provisioned): Promise<void> {
  if (!(await needsInvitation(ctx, provisioned))) return;
  await inviteMember({ ...ctx, role }, { email: provisioned.email, role: "member" }, await inviter(ctx));
}

/**
 * Makes someone inactive: their membership or invitation ends, and they lose access to the organization on their next request. Their
 * account and their other organizations stay.
 *
 * @throws GatehouseError `conflict` for the last owner.
 */
export async function deactivate(ctx: TenantContext, { email, userId }: Provisioned): Promise<void> {
  const invitation = await openInvitationTo(ctx, email);
  if (invitation) await revokeInvitation({ ...ctx, role }, { invitationId: invitation.id });
  if (!userId || !(await isMember(ctx, userId))) return;
  await removeMember({ ...ctx, role }, { userId });
  // Someone from the support team may be acting as them right now.
  await ctx.tx
    .update(sessions)
    .set({ expires: ctx.wall })
    .where(
      and(
        eq(sessions.userId, userId),
        eq(sessions.impersonatedOrganizationId, ctx.organizationId),
        isNotNull(sessions.impersonatorId),
        gt(sessions.expires, ctx.wall),
      ),
    );
}

async function isMember({ tx, organizationId }: TenantContext, userId: string): Promise<boolean> {
  const count = await tx.$count(
    memberships,
    and(eq(memberships.organizationId, organizationId), eq(memberships.userId, userId)),
  );
  return count > 0;
}

/** The member that the invitation names: the owner who created the token, or another owner if they have left. */
async function inviter({ tx, organizationId, actor }: TenantContext): Promise<string> {
  const [key] = await tx
    .select({ createdBy: apiKeys.createdBy })
    .from(apiKeys)
    .where(and(eq(apiKeys.organizationId, organizationId), eq(apiKeys.id, actor.id)));
  const owners = await tx
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(and(eq(memberships.organizationId, organizationId), eq(memberships.role, "owner")))
    .orderBy(asc(memberships.createdAt));
  const owner = owners.find(({ userId }) => userId === key?.createdBy) ?? owners[0];
  if (!owner) throw new Error("an organization has an owner");
  return owner.userId;
}
