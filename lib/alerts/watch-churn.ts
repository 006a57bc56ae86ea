import "server-only";
import type { Context } from "@/lib/context";
import { monthChurn } from "@/lib/metrics";
import { formatPercent } from "@/lib/numbers";
import { type ChurnBreach, churnBreaches, churnText } from "./churn";
import { openAlertsOfKind } from "./queries";
import { raiseAlert } from "./raise-alert";
import { resolveAlert } from "./resolve-alert";
import { thresholdOf } from "./threshold-of";

const kind = "churn";

/**
 * Raises an alert if this month's MRR churn is above its threshold, once for each month and currency, and closes those
 * of past months and of rates that are below it again.
 */
export async function watchChurn(ctx: Context): Promise<void> {
  const threshold = await thresholdOf(ctx, "churn_percent");
  const breaches = churnBreaches(await monthChurn(ctx), threshold);
  await closeOthers(ctx, breaches.map(keyOf));
  for (const breach of breaches) {
    await raiseAlert(ctx, {
      kind,
      dedupeKey: keyOf(breach),
      title: `Gross MRR churn is at ${formatPercent(breach.rate)} this month`,
      text: churnText(breach, threshold),
      path: "/admin",
    });
  }
}

const keyOf = ({ month, currency }: ChurnBreach): string => `${month}:${currency}`;

async function closeOthers(ctx: Context, lasting: readonly string[]): Promise<void> {
  const open = await openAlertsOfKind(ctx, kind);
  for (const alert of open.filter(({ dedupeKey }) => !lasting.includes(dedupeKey))) await resolveAlert(ctx, alert);
}
