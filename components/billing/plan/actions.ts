"use server";

import { redirect } from "next/navigation";
import { answerForm } from "@/lib/action";
import { billingRoles, startCheckout } from "@/lib/billing";
import { checkoutSchema } from "@/lib/billing/change/input";
import type { FormState } from "@/lib/form-state";
import { parseInput } from "@/lib/parse-input";
import { asMember } from "@/lib/tenancy";

/** Opens checkout for a browser without script. With script, the page calls the API. */
export async function beginCheckout(_state: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, async ({ organization, ...input }) => {
    const { url } = await asMember(
      { organization, roles: billingRoles, verified: true, asksStripe: true, purchase: true },
      (member) => startCheckout(member, parseInput(checkoutSchema, input)),
    );
    redirect(url);
  });
}
