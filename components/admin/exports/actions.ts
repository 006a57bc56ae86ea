"use server";

import { revalidatePath } from "next/cache";
import { answer } from "@/lib/action";
import { asPlatformAdmin } from "@/lib/admin";
import { runNow } from "@/lib/jobs";

export async function exportNow() {
  return answer(async () => {
    await asPlatformAdmin((admin) => runNow(admin, { queue: "export-nightly" }));
    revalidatePath("/admin/exports");
  });
}
