import "server-only";
import { eq } from "drizzle-orm";
import { alertThresholds } from "@/db/schema";
import type { Context } from "@/lib/context";
import { env } from "@/lib/env";
import type { AlertThreshold } from "./thresholds";

/** The values of thresholds that no one has set. The rate of churn comes from ALERT_CHURN_PERCENT. */
export const defaultThresholds = (): Readonly<Record<AlertThreshold, number>> => ({
  churn_percent: env.ALERT_CHURN_PERCENT ?? 0,
  cancellation_mrr: 0,
  failed_payment_attempt: 1,
  // An event is handled within seconds; after this long something is stuck.
  backlog_minutes: 5,
});

/** The value of a threshold, as a platform admin has set it, or its default. */
export async function thresholdOf({ tx }: Context, name: AlertThreshold): Promise<number> {
  const [row] = await tx
    .select({ value: alertThresholds.value })
    .from(alertThresholds)
    .where(eq(alertThresholds.name, name));
  return row?.value ?? defaultThresholds()[name];
}
