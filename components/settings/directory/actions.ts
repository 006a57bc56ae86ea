"use server";

import { revalidatePath } from "next/cache";
import { answer } from "@/lib/action";
import { createDirectoryToken, keyIdSchema, revokeDirectoryToken } from "@/lib/keys";
import { parseInput } from "@/lib/parse-input";
import { asMember, type Member, type MemberOptions } from "@/lib/tenancy";

/** Runs a change made on the settings page by an owner, then renders the page again. */
const changing = <T>(options: MemberOptions, work: (member: Member) => Promise<T>) =>
  answer(async () => {
    const result = await asMember({ ...options, roles: ["owner"] }, work);
    revalidatePath("/settings");
    return result;
  });

export async function createToken(organization: string) {
  return changing({ organization, verified: true, confirmed: true, need: "write" }, createDirectoryToken);
}

/** Works even when the plan no longer includes it. */
export async function revokeToken(organization: string, input: { keyId: string }) {
  return changing({ organization, need: "read" }, (member) =>
    revokeDirectoryToken(member, parseInput(keyIdSchema, input)),
  );
}
