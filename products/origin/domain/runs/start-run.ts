import "server-only";
import { uuidv7 } from "uuidv7";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { requireAccess, requireFeature } from "@/lib/entitlements";
import { sendJob } from "@/lib/jobs";
import { trackUsage } from "@/lib/usage";
import { attributionRuns } from "@/products/origin/schema";
import { describeModel, lookBackFeature } from "./models";
import { adoptModel } from "./models-in-use";
import type { RunInput } from "./run-input";

/**
 * Starts a run and counts it, in one transaction. A job computes it.
 *
 * @returns its id.
 * @throws GatehouseError `feature_not_in_plan` (model or look-back), `limit_reached` (runs or models), `read_only`.
 */
export async function startRun(ctx: TenantContext, input: RunInput): Promise<string> {
  await requireAccess(ctx, "write");
  await requireFeature(ctx, lookBackFeature(input.lookBackDays));
  await adoptModel(ctx, input.model);
  const { actor, organizationId, now, tx } = ctx;
  const id = uuidv7();
  const settings = {
    model: input.model,
    halfLifeDays: input.model === "time_decay" ? (input.halfLifeDays ?? null) : null,
    markovOrder: input.model === "markov" ? (input.markovOrder ?? null) : null,
  };
  await tx.insert(attributionRuns).values({
    organizationId,
    id,
    ...settings,
    fromDay: input.fromDay,
    toDay: input.toDay,
    lookBackDays: input.lookBackDays,
    conversionType: input.conversionType ?? null,
    status: "waiting",
    createdBy: actor.kind === "user" ? actor.id : null,
    createdAt: now,
  });
  await sendJob(ctx, "run-attribution", { organizationId, runId: id }, id);
  await recordAudit(ctx, {
    organizationId,
    action: "attribution.run_started",
    subject: id,
    details: { name: describeModel(settings), from: input.fromDay, to: input.toDay },
  });
  await trackUsage(ctx, { meter: "attribution_runs", amount: 1, idempotencyKey: `run:${id}` });
  return id;
}
