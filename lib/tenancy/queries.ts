import "server-only";
import { and, asc, desc, eq, isNull } from "drizzle-orm";
import { invitations, memberships, organizations, users } from "@/db/schema";
import { type Session, sessionActor } from "@/lib/auth";
import { type Context, setTenant, type TenantContext, withoutTenant } from "@/lib/context";
import type { Member } from "./access/as-member";
import { ownMemberships } from "./access/choose-organization";
import { type InvitationState, invitationState } from "./invitations/invitation";
import type { Role } from "./members/roles";

export type TeamMember = { userId: string; name: string | null; email: string; role: Role; joinedAt: Date };

export function teamMembers({ tx, organizationId }: TenantContext): Promise<TeamMember[]> {
  return tx
    .select({
      userId: memberships.userId,
      name: users.name,
      email: users.email,
      role: memberships.role,
      joinedAt: memberships.createdAt,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(eq(memberships.organizationId, organizationId))
    .orderBy(asc(memberships.createdAt));
}

export type WaitingInvitation = { id: string; email: string; role: Role; expiresAt: Date; state: InvitationState };

/** Invitations that were neither accepted nor taken back; each holds a seat, expired or not. */
export async function waitingInvitations({ tx, organizationId, now }: TenantContext): Promise<WaitingInvitation[]> {
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

/** The organizations a person belongs to, for the switcher; each is read as its own tenant. */
export async function organizationsOf(
  ctx: Context,
  userId: string,
): Promise<{ id: string; name: string; role: Role }[]> {
  const found: { id: string; name: string; role: Role }[] = [];
  for (const { organizationId, role } of await ownMemberships(ctx, userId)) {
    await setTenant(ctx.tx, organizationId);
    const rows = await ctx.tx.select({ id: organizations.id, name: organizations.name }).from(organizations);
    found.push(...rows.map((row) => ({ ...row, role })));
  }
  return found;
}

/** The organizations of whoever is signed in; of one who is acted for, the one it is about. */
export async function ownOrganizations(session: Session) {
  const own = await withoutTenant({ actor: sessionActor(session) }, (ctx) => organizationsOf(ctx, session.user.id));
  const { impersonator } = session;
  return impersonator ? own.filter(({ id }) => id === impersonator.organizationId) : own;
}

export type TeamFacts = {
  me: { userId: string; role: Role; verified: boolean };
  members: TeamMember[];
  invitations: WaitingInvitation[];
  now: Date;
};

/** What the team page shows. */
export async function teamFacts(member: Member): Promise<TeamFacts> {
  const { user } = member.session;
  const [members, invitations] = await Promise.all([teamMembers(member), waitingInvitations(member)]);
  const me = { userId: user.id, role: member.role, verified: user.emailVerified };
  return { me, members, invitations, now: member.now };
}
