import "server-only";
import { eq } from "drizzle-orm";
import { invitations, organizations, users } from "@/db/schema";
import { hashToken } from "@/lib/auth";
import { platformDatabase } from "@/lib/database";
import type { Role } from "../members/roles";
import { type InvitationState, invitationState } from "./invitation";
import { inviterInMail } from "./invitation-words";

export type FoundInvitation = {
  id: string;
  organizationId: string;
  organization: string;
  invitedBy: string;
  email: string;
  role: Role;
  state: InvitationState;
  /** An account with this address exists. */
  known: boolean;
};

/** The invitation of a link's token. Searches all tenants, because only the token identifies one. */
export async function findInvitation(token: string, now: Date): Promise<FoundInvitation | undefined> {
  const database = platformDatabase();
  const [row] = await database
    .select({
      invitation: invitations,
      organization: organizations.name,
      inviter: { name: users.name, email: users.email },
    })
    .from(invitations)
    .innerJoin(organizations, eq(organizations.id, invitations.organizationId))
    .innerJoin(users, eq(users.id, invitations.invitedBy))
    .where(eq(invitations.tokenHash, hashToken(token)));
  if (!row) return undefined;
  const { id, organizationId, email, role } = row.invitation;
  const [known] = await database.select({ id: users.id }).from(users).where(eq(users.email, email));
  return {
    id,
    organizationId,
    organization: row.organization,
    invitedBy: inviterInMail(row.inviter),
    email,
    role,
    state: invitationState(row.invitation, now),
    known: known !== undefined,
  };
}
