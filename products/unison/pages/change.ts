import "server-only";
import { refresh } from "next/cache";
import { type ActionResult, answer } from "@/lib/action";
import { asMember, type Member, type MemberOptions } from "@/lib/tenancy";

/** Runs a verb for the signed-in member, then refreshes the page: also after a conflict, so that it shows what others did meanwhile. */
export async function change<T>(
  options: MemberOptions,
  work: (member: Member) => Promise<T>,
): Promise<ActionResult<T>> {
  const result = await answer(() => asMember({ ...options, need: "write", supportSession: true }, work));
  if (result.ok || result.error.code === "conflict" || result.error.code === "not_found") refresh();
  return result;
}
