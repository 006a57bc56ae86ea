"use server";

import { answerForm } from "@/lib/action";
import type { FormState } from "@/lib/form-state";
import { describeOrganization, finishOnboarding, finishSchema, organizationSchema } from "@/lib/onboarding";
import { parseInput } from "@/lib/parse-input";
import { product } from "@/lib/products";
import { redirectAfterChange } from "@/lib/redirect-after-change";
import { asMember, inviteMember, teamManagers } from "@/lib/tenancy";

/** The first step: the organization's name and answers. */
export async function saveOrganization(_state: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, async ({ organization, name, ...answers }) => {
    const profile = Object.fromEntries(
      Object.entries(answers).map(([key, value]) => [key.replace("profile.", ""), value]),
    );
    await asMember({ organization, roles: teamManagers, need: "write" }, (ctx) =>
      describeOrganization(ctx, parseInput(organizationSchema(product.questions), { name, profile })),
    );
    redirectAfterChange("/onboarding?step=first");
  });
}

/** The last step: the product's first objects, and an invitation if an address is given. All or nothing. */
export async function finish(_state: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, async ({ organization, inviteEmail: given = "", ...answers }) => {
    const { inviteEmail } = parseInput(finishSchema, { inviteEmail: given });
    await asMember({ organization, roles: teamManagers, need: "write", verified: inviteEmail !== "" }, (ctx) =>
      finishOnboarding(ctx, async () => {
        await product.setUp(ctx, answers);
        if (inviteEmail) await inviteMember(ctx, { email: inviteEmail, role: "member" });
      }),
    );
    redirectAfterChange("/dashboard");
  });
}
