"use server";

import { revalidatePath } from "next/cache";
import { answer } from "@/lib/action";
import { asPlatformAdmin } from "@/lib/admin";
import { parseInput } from "@/lib/parse-input";
import { reconcileNow, verifyOrganization, verifyOrganizationSchema } from "@/lib/reconciliation";

export async function reconcile() {
  return answer(async () => {
    const started = await asPlatformAdmin(reconcileNow);
    revalidatePath("/admin/reconciliation");
    return started;
  });
}

export async function verify(input: { organizationId: string }) {
  return answer(async () => {
    const given = parseInput(verifyOrganizationSchema, input);
    const verified = await asPlatformAdmin((admin) => verifyOrganization(admin, given));
    revalidatePath("/admin/reconciliation");
    revalidatePath(`/admin/organizations/${given.organizationId}`);
    return verified;
  });
}
