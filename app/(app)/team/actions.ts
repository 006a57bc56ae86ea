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
  memberIdSchema,
  removeMember,
  resendInvitation,
  revokeInvitation,
  teamManagers,
} from "@/lib/tenancy";

/** What only those who manage the team may do. */
function managing(work: (member: Member) => Promise<unknown>, verified = false): Promise<ActionResult> {
  return answer(async () => {
    await asMember({ roles: teamManagers, verified }, work);
    revalidatePath("/team");
    return undefined;
  });
}

export async function invite(input: unknown): Promise<ActionResult> {
  return managing((member) => inviteMember(member, parseInput(inviteSchema, input)), true);
}

export async function resend(input: unknown): Promise<ActionResult> {
  return managing((member) => resendInvitation(member, parseInput(invitationIdSchema, input)), true);
}

export async function revoke(input: unknown): Promise<ActionResult> {
  return managing((member) => revokeInvitation(member, parseInput(invitationIdSchema, input)));
}

export async function changeRole(input: unknown): Promise<ActionResult> {
  return managing((member) => changeRoleOf(member, parseInput(changeRoleSchema, input)));
}

export async function remove(input: unknown): Promise<ActionResult> {
  return managing((member) => removeMember(member, parseInput(memberIdSchema, input)));
}

/** Anyone may leave; the page is then no longer theirs. */
export async function leave(): Promise<ActionResult> {
  return answer(async () => {
    await asMember({}, (member) => removeMember(member, { userId: member.session.user.id }));
    redirect("/dashboard");
  });
}
