"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { type ActionResult, answer } from "@/lib/action";
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

const adding: MemberOptions = { verified: true, need: "write" };
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
  return managing(adding, (member) => inviteMember(member, parseInput(inviteSchema, input)));
}

export async function resend(input: unknown): Promise<ActionResult> {
  return managing(adding, (member) => resendInvitation(member, parseInput(invitationIdSchema, input)));
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
