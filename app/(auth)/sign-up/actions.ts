"use server";

import { redirect } from "next/navigation";
import { type ActionResult, answer } from "@/lib/action";
import { countAttempt, openSession, requestAddress, signUpSchema } from "@/lib/auth";
import { withoutTenant } from "@/lib/context";
import { parseInput } from "@/lib/parse-input";
import { signUp } from "@/lib/tenancy";

/** Starts a trial and signs the new person in. A known address gets the same answer (docs/decisions/0006). */
export async function startTrial(input: unknown): Promise<ActionResult> {
  return answer(async () => {
    const given = parseInput(signUpSchema, input);
    await countAttempt("sign_up", { account: given.email, address: await requestAddress() });
    const made = await withoutTenant({ actor: { kind: "system", id: "sign_up" } }, (ctx) => signUp(ctx, given));
    await openSession(made?.userId);
    redirect("/verify?sent=1");
  });
}
