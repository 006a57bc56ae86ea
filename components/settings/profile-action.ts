"use server";

import { revalidatePath } from "next/cache";
import { answerForm } from "@/lib/action";
import type { FormState } from "@/lib/form-state";
import { changeProfile, profileSchema } from "@/lib/onboarding";
import { parseInput } from "@/lib/parse-input";
import { product } from "@/lib/products";
import { asMember, teamManagers } from "@/lib/tenancy";

/** The answers to the product's questions, which onboarding asked first. */
export async function saveProfile(_state: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, async ({ organization, ...answers }) => {
    const profile = parseInput(profileSchema(product.questions), answers);
    await asMember({ organization, roles: teamManagers, need: "write" }, (ctx) => changeProfile(ctx, profile));
    revalidatePath("/settings");
  });
}
