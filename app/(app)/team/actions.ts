"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import type { z } from "zod";
import { type ActionResult, answer } from "@/lib/action";
import { countAttempt, requireSession } from "@/lib/auth";
import { parseInput } from "@/lib/parse-input";
import {
  asMember,
  changeRole as changeRoleOf,
  changeRoleSchema,
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

/** Who must not come in any more is put out also while the organization can only be read. */
const taking: MemberOptions = { need: "read" };

/** What only those who manage the team may do. */
function managing(options: MemberOptions, work: (member: Member) => Promise<unknown>): Promise<ActionResult> {
  return answer(async () => {
    await asMember({ roles: teamManagers, ...options }, work);
    revalidatePath("/team");
    return undefined;
  });
}

export async function invite(input: unknown): Promise<ActionResult> {
  return mailing(inviteSchema, input, ({ email }) => email, inviteMember);
}

export async function resend(input: unknown): Promise<ActionResult> {
  return mailing(invitationIdSchema, input, ({ invitationId }) => invitationId, resendInvitation);
}

/** What sends an e-mail to somebody outside, which is counted before: for who sends it, and for whom it is. */
function mailing<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  whom: (given: z.output<Schema>) => string,
  verb: (member: Member, given: z.output<Schema>) => Promise<unknown>,
): Promise<ActionResult> {
  return answer(async () => {
    const given = parseInput(schema, input);
    const { user } = await requireSession();
    await countAttempt("invitation", { account: user.id, address: whom(given) });
    await asMember({ roles: teamManagers, verified: true, need: "write" }, (member) => verb(member, given));
    revalidatePath("/team");
    return undefined;
  });
}

export async function revoke(input: unknown): Promise<ActionResult> {
  return managing(taking, (member) => revokeInvitation(member, parseInput(invitationIdSchema, input)));
}

export async function changeRole(input: unknown): Promise<ActionResult> {
  return managing({ need: "write" }, (member) => changeRoleOf(member, parseInput(changeRoleSchema, input)));
}

export async function remove(input: unknown): Promise<ActionResult> {
  return managing(taking, (member) => removeMember(member, parseInput(memberIdSchema, input)));
}

/** Anyone may leave; the page is then no longer theirs. */
export async function leave(): Promise<ActionResult> {
  return answer(async () => {
    await asMember(taking, (member) => removeMember(member, { userId: member.session.user.id }));
    redirect("/dashboard");
  });
}
