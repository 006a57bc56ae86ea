"use server";

import { revalidatePath } from "next/cache";
import type { z } from "zod";
import { type ActionResult, answer } from "@/lib/action";
import { countAttempt } from "@/lib/auth";
import { parseInput } from "@/lib/parse-input";
import { redirectAfterChange } from "@/lib/redirect-after-change";
import {
  asMember,
  changeRole as changeRoleOf,
  changeRoleSchema,
  confirmOwnership,
  invitationIdSchema,
  inviteMember,
  inviteSchema,
  type Member,
  type MemberOptions,
  memberIdSchema,
  removeMember,
  resendInvitation,
  revokeInvitation,
  teamManagers,
} from "@/lib/tenancy";
import type { ChangeRoleInput, InviteInput } from "@/lib/tenancy/input";

/** Access can be taken from a person even while the organization is read-only. */
const taking = { need: "read" } as const;

/** Runs what only owners and admins may do. */
function managing(options: MemberOptions, work: (member: Member) => Promise<unknown>): Promise<ActionResult> {
  return answer(async () => {
    await asMember({ roles: teamManagers, ...options }, work);
    revalidatePath("/team");
    return undefined;
  });
}

export async function invite(organization: string, input: InviteInput): Promise<ActionResult> {
  return mailing(
    organization,
    inviteSchema,
    input,
    ({ email }) => email,
    async (member, given) => {
      await confirmOwnership(member, { role: given.role });
      return inviteMember(member, given);
    },
  );
}

export async function resend(organization: string, input: { invitationId: string }): Promise<ActionResult> {
  return mailing(organization, invitationIdSchema, input, ({ invitationId }) => invitationId, resendInvitation);
}

/**
 * Runs what emails someone outside the team; counted first, by sender and by recipient. Those who may not do it use up no one's
 * attempts.
 */
function mailing<Schema extends z.ZodType>(
  organization: string,
  schema: Schema,
  input: unknown,
  recipient: (given: z.output<Schema>) => string,
  verb: (member: Member, given: z.output<Schema>) => Promise<unknown>,
): Promise<ActionResult> {
  return answer(async () => {
    const given = parseInput(schema, input);
    const options: MemberOptions = { organization, roles: teamManagers, verified: true, need: "write" };
    const { id: sender } = await asMember(options, async ({ session }) => session.user);
    await countAttempt("invitation", { account: sender, address: recipient(given) });
    await asMember(options, (member) => verb(member, given));
    revalidatePath("/team");
    return undefined;
  });
}

export async function revoke(organization: string, input: { invitationId: string }): Promise<ActionResult> {
  return managing({ organization, ...taking }, (member) =>
    revokeInvitation(member, parseInput(invitationIdSchema, input)),
  );
}

export async function changeRole(organization: string, input: ChangeRoleInput): Promise<ActionResult> {
  return managing({ organization, need: "write" }, async (member) => {
    const given = parseInput(changeRoleSchema, input);
    await confirmOwnership(member, given);
    return changeRoleOf(member, given);
  });
}

export async function remove(organization: string, input: { userId: string }): Promise<ActionResult> {
  return managing({ organization, ...taking }, async (member) => {
    const given = parseInput(memberIdSchema, input);
    await confirmOwnership(member, given);
    return removeMember(member, given);
  });
}

/** Anyone may leave. The page is no longer theirs then. */
export async function leave(organization: string): Promise<ActionResult> {
  return answer(async () => {
    await asMember({ organization, ...taking }, async (member) => {
      const self = { userId: member.session.user.id };
      await confirmOwnership(member, self);
      await removeMember(member, self);
    });
    redirectAfterChange("/dashboard");
  });
}
