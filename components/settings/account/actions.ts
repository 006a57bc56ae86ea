"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { type ActionResult, answer } from "@/lib/action";
import {
  asPerson,
  cancelEmailChange,
  changeEmailSchema,
  countAttempt,
  deleteAccountSchema,
  dropSessionCookie,
  requestAddress,
  requestEmailChange,
  requirePerson,
  sessionActor,
} from "@/lib/auth";
import type { ChangeEmailInput, DeleteAccountInput } from "@/lib/auth/input";
import { withPlatform } from "@/lib/context";
import { isoDay } from "@/lib/dates";
import { parseInput } from "@/lib/parse-input";
import { exportPerson } from "@/lib/privacy";
import { deleteAccount } from "@/lib/tenancy";

/** Asks both addresses to confirm the change. */
export async function changeEmail(input: ChangeEmailInput): Promise<ActionResult> {
  return answer(async () => {
    const given = parseInput(changeEmailSchema, input);
    const { user } = await requirePerson();
    await countAttempt("email_change", { account: user.id, address: await requestAddress() });
    await asPerson((person) => requestEmailChange(person, given));
    revalidatePath("/settings");
    return undefined;
  });
}

export async function keepEmail(): Promise<ActionResult> {
  return answer(async () => {
    await asPerson(cancelEmailChange);
    revalidatePath("/settings");
    return undefined;
  });
}

/** Everything stored about the person, as JSON for a file. */
export async function exportOwnData(): Promise<ActionResult<{ name: string; json: string }>> {
  return answer(async () => {
    const session = await requirePerson();
    await countAttempt("export", { account: session.user.id, address: await requestAddress() });
    return withPlatform({ actor: sessionActor(session) }, async (ctx) => {
      const data = await exportPerson({ ...ctx, session });
      return { name: `my-data-${isoDay(ctx.now)}.json`, json: JSON.stringify(data, null, 2) };
    });
  });
}

/** Afterwards no one is signed in. */
export async function deleteOwnAccount(input: DeleteAccountInput): Promise<ActionResult<void>> {
  return answer(async () => {
    const given = parseInput(deleteAccountSchema, input);
    const session = await requirePerson();
    await withPlatform({ actor: sessionActor(session) }, (ctx) => deleteAccount({ ...ctx, session }, given));
    await dropSessionCookie();
    redirect("/sign-in?notice=deleted");
  });
}
