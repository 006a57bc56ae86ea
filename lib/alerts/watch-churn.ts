import "server-only";
import type { Context } from "@/lib/context";
import { env } from "@/lib/env";
import { revenueSummary } from "@/lib/metrics";
import { churnBreaches } from "./churn";
import { raiseAlert } from "./raise-alert";

const percent = new Intl.NumberFormat("en-US", { style: "percent", maximumFractionDigits: 1 });

/** Tells of a month that loses more revenue than ALERT_CHURN_PERCENT, once for each month and currency. */
export async function watchChurn(ctx: Context): Promise<void> {
  const { month } = await revenueSummary(ctx);
  for (const breach of churnBreaches(month, env.ALERT_CHURN_PERCENT ?? 0, ctx.now)) {
    await raiseAlert(ctx, {
      kind: "churn",
      dedupeKey: `${breach.month}:${breach.currency}`,
      title: `Churn is at ${percent.format(breach.rate)} this month`,
      text: `Gross churn of monthly recurring revenue in ${breach.currency.toUpperCase()} is above the ${env.ALERT_CHURN_PERCENT} % you set. Look at who left, and why.`,
      path: "/admin",
    });
  }
}
