"use server";

import { revalidatePath } from "next/cache";
import { answer } from "@/lib/action";
import { asPlatformAdmin } from "@/lib/admin";
import {
  createPlatformKey,
  createPlatformKeySchema,
  keyIdSchema,
  revokePlatformKey,
  rotateKeySchema,
  rotatePlatformKey,
} from "@/lib/keys";
import { parseInput } from "@/lib/parse-input";

export async function createKey(input: unknown) {
  return answer(async () => {
    const given = parseInput(createPlatformKeySchema, input);
    const made = await asPlatformAdmin((admin) => createPlatformKey(admin, given));
    revalidatePath("/admin/platform-keys");
    return made;
  });
}

export async function rotateKey(input: unknown) {
  return answer(async () => {
    const given = parseInput(rotateKeySchema, input);
    const made = await asPlatformAdmin((admin) => rotatePlatformKey(admin, given));
    revalidatePath("/admin/platform-keys");
    return made;
  });
}

export async function revokeKey(input: unknown) {
  return answer(async () => {
    const given = parseInput(keyIdSchema, input);
    await asPlatformAdmin((admin) => revokePlatformKey(admin, given));
    revalidatePath("/admin/platform-keys");
  });
}
