"use server";

import { redirect } from "next/navigation";
import { type ActionResult, answer } from "@/lib/action";
import { dropImpersonationCookie, nextPath, signInSchema } from "@/lib/auth";
import { startSession } from "@/lib/auth/sign-in/next-auth";
import { parseInput } from "@/lib/parse-input";

export async function signIn(next: string | undefined, input: unknown): Promise<ActionResult> {
  return answer(async () => {
    await startSession(parseInput(signInSchema, input));
    await dropImpersonationCookie();
    redirect(nextPath(next));
  });
}
