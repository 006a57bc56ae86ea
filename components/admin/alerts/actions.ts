"use server";

import { revalidatePath } from "next/cache";
import { answer } from "@/lib/action";
import { type Admin, asPlatformAdmin } from "@/lib/admin";
import * as alerts from "@/lib/alerts";
import { parseInput } from "@/lib/parse-input";

/** Runs a change made on this page, then renders the page again. */
function changing<T>(work: (admin: Admin) => Promise<T>) {
  return answer(async () => {
    const result = await asPlatformAdmin(work);
    revalidatePath("/admin/alerts");
    return result;
  });
}

export async function acknowledgeAlert(input: { alertId: string }) {
  return changing((admin) => alerts.acknowledgeAlert(admin, parseInput(alerts.alertIdSchema, input)));
}

export async function muteAlerts(input: alerts.MuteInput) {
  return changing((admin) => alerts.muteAlerts(admin, parseInput(alerts.muteSchema, input)));
}

export async function unmuteAlerts(input: { muteId: string }) {
  return changing((admin) => alerts.unmuteAlerts(admin, parseInput(alerts.muteIdSchema, input)));
}

export async function setThreshold(input: alerts.ThresholdInput) {
  return changing((admin) => alerts.setThreshold(admin, parseInput(alerts.thresholdSchema, input)));
}
