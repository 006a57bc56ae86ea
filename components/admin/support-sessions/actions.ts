"use server";

import { revalidatePath } from "next/cache";
import { answer } from "@/lib/action";
import { asPlatformAdmin } from "@/lib/admin";
import * as auth from "@/lib/auth";
import { parseInput } from "@/lib/parse-input";

export async function endSupportSession(input: { sessionId: string }) {
  return answer(async () => {
    const given = parseInput(auth.supportSessionIdSchema, input);
    await asPlatformAdmin((admin) => auth.endSupportSession(admin, given));
    revalidatePath("/admin/support-sessions");
  });
}
