"use server";

import { revalidatePath } from "next/cache";
import { answer } from "@/lib/action";
import * as admins from "@/lib/admin";
import type { SaveViewInput } from "@/lib/admin/list/view-input";
import { parseInput } from "@/lib/parse-input";

export async function saveView(input: SaveViewInput) {
  return answer(async () => {
    const given = parseInput(admins.saveViewSchema, input);
    const saved = await admins.asPlatformAdmin((admin) => admins.saveView(admin, given));
    revalidatePath("/admin/organizations");
    return saved;
  });
}

export async function deleteView(input: { viewId: string }) {
  return answer(async () => {
    const given = parseInput(admins.viewIdSchema, input);
    await admins.asPlatformAdmin((admin) => admins.deleteView(admin, given));
    revalidatePath("/admin/organizations");
  });
}
