import "server-only";
import type { Context } from "@/lib/context";
import { env } from "@/lib/env";
import { revenueSummary } from "@/lib/metrics";
import { formatPercent } from "@/lib/numbers";
import { type ChurnBreach, churnBreaches } from "./churn";
import { openAlertsOfKind } from "./queries";
import { raiseAlert } from "./raise-alert";
import { resolveAlert } from "./resolve-alert";

const kind = "churn";

/**
 * Raises an alert if this month's MRR churn is above ALERT_CHURN_PERCENT, once for each month and currency, and closes those
 * of past months and of rates that are below it again.
 */
export async function watchChurn(ctx: Context): Promise<void> {
  const { month } = await revenueSummary(ctx);
  const threshold = env.ALERT_CHURN_PERCENT ?? 0;
  const breaches = churnBreaches(month, threshold, ctx.now);
  await closeOthers(ctx, breaches.map(keyOf));
  for (const breach of breaches) {
    await raiseAlert(ctx, {
      kind,
      dedupeKey: keyOf(breach),
      title: `MRR churn is at ${formatPercent(breach.rate)} this month`,
      text: `Gross MRR churn in ${breach.currency.toUpperCase()} is above your threshold of ${formatPercent(threshold / 100)}. Review the recent movements to see who left or downgraded, and why.`,
      path: "/admin",
    });
  }
}

const keyOf = ({ month, currency }: ChurnBreach): string => `${month}:${currency}`;

async function closeOthers(ctx: Context, lasting: readonly string[]): Promise<void> {
  const open = await openAlertsOfKind(ctx, kind);
  for (const alert of open.filter(({ dedupeKey }) => !lasting.includes(dedupeKey))) await resolveAlert(ctx, alert);
}
