"use server";

import { revalidatePath } from "next/cache";
import { answer } from "@/lib/action";
import { type Admin, asPlatformAdmin } from "@/lib/admin";
import { parseInput } from "@/lib/parse-input";
import * as support from "@/lib/support";
import type { AnswerInput, SupportStateInput } from "@/lib/support/input";

function changing(work: (admin: Admin) => Promise<void>) {
  return answer(async () => {
    await asPlatformAdmin(work);
    revalidatePath("/admin/support", "layout");
  });
}

export async function answerRequest(input: AnswerInput) {
  return changing((admin) => support.answerRequest(admin, parseInput(support.answerSchema, input)));
}

export async function changeState(input: SupportStateInput) {
  return changing((admin) => support.changeState(admin, parseInput(support.supportStateSchema, input)));
}

export async function deleteRequest(input: { requestId: string }) {
  return changing((admin) => support.deleteRequest(admin, parseInput(support.supportRequestIdSchema, input)));
}
