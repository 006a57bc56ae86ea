"use server";

import { revalidatePath } from "next/cache";
import { answer } from "@/lib/action";
import { type Admin, asPlatformAdmin } from "@/lib/admin";
import { parseInput } from "@/lib/parse-input";
import * as privacy from "@/lib/privacy";

/** Runs a change made on this page, then renders the page again. */
function changing<T>(work: (admin: Admin) => Promise<T>) {
  return answer(async () => {
    const result = await asPlatformAdmin(work);
    revalidatePath("/admin/privacy");
    return result;
  });
}

export async function setRetention(input: privacy.RetentionInput) {
  return changing((admin) => privacy.setRetention(admin, parseInput(privacy.retentionSchema, input)));
}

export async function recordRequest(input: privacy.RequestInput) {
  return changing((admin) => privacy.recordRequest(admin, parseInput(privacy.requestSchema, input)));
}
