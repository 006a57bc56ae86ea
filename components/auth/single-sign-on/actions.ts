"use server";

import { redirect } from "next/navigation";
import { answerForm } from "@/lib/action";
import { countAttempt, nextPath, requestAddress } from "@/lib/auth";
import { conflict } from "@/lib/errors";
import type { FormState } from "@/lib/form-state";
import { parseInput } from "@/lib/parse-input";
import { findConnectionByEmail, startPath, workEmailSchema } from "@/lib/single-sign-on";

/** Redirects to the identity provider for an email's domain. The response is the same for every address at the domain. */
export async function continueWithSso(_state: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, async ({ next, ...input }) => {
    const { email } = parseInput(workEmailSchema, input);
    const domain = email.slice(email.lastIndexOf("@") + 1);
    await countAttempt("single_sign_on", { account: domain, address: await requestAddress() });
    const found = await findConnectionByEmail(email);
    if (!found) {
      throw conflict(`Single sign-on isn't set up for ${domain}. Sign in with your password, or ask your IT team.`);
    }
    redirect(startPath(found.organizationId, nextPath(next)));
  });
}
