"use server";

import { revalidatePath } from "next/cache";
import { answer } from "@/lib/action";
import { asPlatformAdmin } from "@/lib/admin";
import * as jobs from "@/lib/jobs";
import type { JobName } from "@/lib/jobs/queues";
import { parseInput } from "@/lib/parse-input";

export async function retryJob(input: { queue: string; jobId: string }) {
  return answer(async () => {
    const given = parseInput(jobs.retryJobSchema, input);
    await asPlatformAdmin((admin) => jobs.retryJob(admin, given));
    revalidatePath("/admin/jobs");
  });
}

export async function runNow(input: { queue: JobName }) {
  return answer(async () => {
    const given = parseInput(jobs.runNowSchema, input);
    await asPlatformAdmin((admin) => jobs.runNow(admin, given));
    revalidatePath("/admin/jobs");
  });
}
