import "server-only";
import type { Member } from "./access/as-member";
import { nextWithdrawal, type Withdrawal } from "./invitations/next-withdrawal";
import { type PendingInvitation, pendingInvitations } from "./invitations/pending-invitations";
import type { Role } from "./members/roles";
import { type TeamMember, teamMembers } from "./members/team-members";

export type TeamFacts = {
  me: { userId: string; role: Role; verified: boolean };
  members: TeamMember[];
  invitations: PendingInvitation[];
  /** What the next change of the plan or end of an override does to the invitations; null for nothing. */
  withdrawal: Withdrawal | null;
  now: Date;
};

/** What the team page shows. */
export async function teamFacts(member: Member): Promise<TeamFacts> {
  const { user } = member.session;
  const [members, invitations, withdrawal] = await Promise.all([
    teamMembers(member),
    pendingInvitations(member),
    nextWithdrawal(member),
  ]);
  const me = { userId: user.id, role: member.role, verified: user.emailVerified };
  return { me, members, invitations, withdrawal, now: member.now };
}
