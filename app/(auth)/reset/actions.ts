"use server";

import { redirect } from "next/navigation";
import { type ActionResult, answer } from "@/lib/action";
import { countAttempt, newPasswordFormSchema, requestAddress, requestReset, resetRequestSchema } from "@/lib/auth";
import { withoutTenant } from "@/lib/context";
import { parseInput } from "@/lib/parse-input";
import { chooseNewPassword } from "@/lib/tenancy";

const actor = { kind: "system", id: "sign_up" } as const;

export async function sendResetLink(input: unknown): Promise<ActionResult> {
  return answer(async () => {
    const { email } = parseInput(resetRequestSchema, input);
    await countAttempt("reset", { account: email, address: await requestAddress() });
    await withoutTenant({ actor }, (ctx) => requestReset(ctx, { email }));
    return undefined;
  });
}

export async function setNewPassword(input: unknown): Promise<ActionResult> {
  return answer(async () => {
    const given = parseInput(newPasswordFormSchema, input);
    await withoutTenant({ actor }, (ctx) => chooseNewPassword(ctx, given));
    redirect("/sign-in?notice=password");
  });
}
