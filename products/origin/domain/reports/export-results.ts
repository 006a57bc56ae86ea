import "server-only";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { csvHeader, csvLines } from "@/lib/csv";
import { requireFeature } from "@/lib/entitlements";
import { found } from "@/lib/errors";
import { minorUnits } from "@/lib/money";
import { settingsOf } from "../data/settings";
import { describeModel } from "../runs/models";
import { doneRun, resultsOf } from "../runs/run-queries";

const columns = [
  "channel",
  "conversions",
  "value",
  "spend",
  "roi",
  "cost_per_acquisition",
  "currency",
  "model",
  "from",
  "to",
];

/** The result of a run as CSV, amounts in units of the currency. @throws GatehouseError `feature_not_in_plan`, `not_found`. */
export async function exportResults(ctx: TenantContext, runId: string): Promise<{ name: string; text: string }> {
  await requireFeature(ctx, "csv_export");
  const run = found(await doneRun(ctx, runId), "run");
  const { currency } = await settingsOf(ctx);
  const model = describeModel(run);
  const amount = (minor: number | null) => (minor === null ? null : (minor / minorUnits(currency)).toFixed(2));
  const rows = ((await resultsOf(ctx, [run])).get(run.id) ?? []).map((each) => [
    each.channel,
    each.conversions.toFixed(4),
    amount(each.value),
    amount(each.spend),
    each.roi === null ? null : each.roi.toFixed(4),
    amount(each.costPerAcquisition),
    currency.toUpperCase(),
    model,
    run.fromDay,
    run.toDay,
  ]);
  const { organizationId } = ctx;
  await recordAudit(ctx, {
    organizationId,
    action: "attribution.results_exported",
    subject: runId,
    details: { name: model },
  });
  return {
    name: `attribution-${run.model}-${run.fromDay}-${run.toDay}.csv`,
    text: csvHeader(columns) + csvLines(rows),
  };
}
