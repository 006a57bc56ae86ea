"use server";

import { answer } from "@/lib/action";
import { describeOrganization, finishOnboarding, finishSchema, organizationSchema } from "@/lib/onboarding";
import { parseInput } from "@/lib/parse-input";
import { product } from "@/lib/products";
import { asMember, inviteMember, teamManagers } from "@/lib/tenancy";

/** The first step: the organization's name and answers. */
export async function saveOrganization(organization: string, input: unknown) {
  return answer(() =>
    asMember({ organization, roles: teamManagers, need: "write" }, (ctx) =>
      describeOrganization(ctx, parseInput(organizationSchema(product.questions), input)),
    ),
  );
}

/** The last step: the product's first objects, and an invitation if an address is given. All or nothing. */
export async function finish(organization: string, input: unknown) {
  return answer(() => {
    const { product: answers, inviteEmail } = parseInput(finishSchema, input);
    return asMember({ organization, roles: teamManagers, need: "write", verified: inviteEmail !== "" }, (ctx) =>
      finishOnboarding(ctx, async () => {
        await product.setUp(ctx, answers);
        if (inviteEmail) await inviteMember(ctx, { email: inviteEmail, role: "member" });
      }),
    );
  });
}
