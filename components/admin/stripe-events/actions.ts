"use server";

import { revalidatePath } from "next/cache";
import { answer } from "@/lib/action";
import { asPlatformAdmin } from "@/lib/admin";
import { replayEvents, replaySchema } from "@/lib/billing";
import { parseInput } from "@/lib/parse-input";

export async function replay(input: { eventIds: string[] }) {
  return answer(async () => {
    const given = parseInput(replaySchema, input);
    const replayed = await asPlatformAdmin((admin) => replayEvents(admin, given));
    revalidatePath("/admin/stripe-events");
    return replayed;
  });
}
