"use server";

import { revalidatePath } from "next/cache";
import { answer } from "@/lib/action";
import { asPlatformAdmin } from "@/lib/admin";
import { requireConfirmed } from "@/lib/auth";
import {
  createPlatformKey,
  createPlatformKeySchema,
  keyIdSchema,
  revokePlatformKey,
  rotateKeySchema,
  rotatePlatformKey,
} from "@/lib/keys";
import type { CreatePlatformKeyInput, RotateKeyInput } from "@/lib/keys/input";
import { parseInput } from "@/lib/parse-input";

export async function createKey(input: CreatePlatformKeyInput) {
  return answer(async () => {
    const given = parseInput(createPlatformKeySchema, input);
    const created = await asPlatformAdmin((admin) => {
      requireConfirmed(admin);
      return createPlatformKey(admin, given);
    });
    revalidatePath("/admin/platform-keys");
    return created;
  });
}

export async function rotateKey(input: RotateKeyInput) {
  return answer(async () => {
    const given = parseInput(rotateKeySchema, input);
    const created = await asPlatformAdmin((admin) => {
      requireConfirmed(admin);
      return rotatePlatformKey(admin, given);
    });
    revalidatePath("/admin/platform-keys");
    return created;
  });
}

export async function revokeKey(input: { keyId: string }) {
  return answer(async () => {
    const given = parseInput(keyIdSchema, input);
    await asPlatformAdmin((admin) => revokePlatformKey(admin, given));
    revalidatePath("/admin/platform-keys");
  });
}
