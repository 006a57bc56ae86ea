import "server-only";
import type { Context } from "@/lib/context";
import { env } from "@/lib/env";
import { revenueSummary } from "@/lib/metrics";
import { formatPercent } from "@/lib/numbers";
import { churnBreaches } from "./churn";
import { raiseAlert } from "./raise-alert";

/** Raises an alert if this month's MRR churn is above ALERT_CHURN_PERCENT, once for each month and currency. */
export async function watchChurn(ctx: Context): Promise<void> {
  const { month } = await revenueSummary(ctx);
  const threshold = env.ALERT_CHURN_PERCENT ?? 0;
  for (const { month: key, currency, rate } of churnBreaches(month, threshold, ctx.now)) {
    await raiseAlert(ctx, {
      kind: "churn",
      dedupeKey: `${key}:${currency}`,
      title: `MRR churn is at ${formatPercent(rate)} this month`,
      text: `Gross MRR churn in ${currency.toUpperCase()} is above your threshold of ${formatPercent(threshold / 100)}. Review the recent movements to see who left, and why.`,
      path: "/admin",
    });
  }
}
