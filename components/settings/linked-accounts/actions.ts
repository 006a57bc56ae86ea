"use server";

import { revalidatePath } from "next/cache";
import { type ActionResult, answer } from "@/lib/action";
import { asPerson, beginLinking, providerSchema, unlinkAccount } from "@/lib/auth";
import type { ProviderInput } from "@/lib/auth/input";
import { parseInput } from "@/lib/parse-input";

/** @returns where to send the browser. */
export async function linkAccount(input: ProviderInput): Promise<ActionResult<string>> {
  return answer(() => beginLinking(parseInput(providerSchema, input).provider, "/settings?tab=security"));
}

export async function removeLinkedAccount(input: ProviderInput): Promise<ActionResult> {
  return answer(async () => {
    const given = parseInput(providerSchema, input);
    await asPerson((person) => unlinkAccount(person, given));
    revalidatePath("/settings");
    return undefined;
  });
}
