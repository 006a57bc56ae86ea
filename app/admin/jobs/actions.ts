"use server";

import { revalidatePath } from "next/cache";
import { answer } from "@/lib/action";
import { asPlatformAdmin } from "@/lib/admin";
import * as jobs from "@/lib/jobs";
import { parseInput } from "@/lib/parse-input";

export async function retry(input: unknown) {
  return answer(async () => {
    const given = parseInput(jobs.retryJobSchema, input);
    await asPlatformAdmin((admin) => jobs.retryJob(admin, given));
    revalidatePath("/admin/jobs");
  });
}

export async function runNow(input: unknown) {
  return answer(async () => {
    const given = parseInput(jobs.runNowSchema, input);
    await asPlatformAdmin((admin) => jobs.runNow(admin, given));
    revalidatePath("/admin/jobs");
  });
}
