import "server-only";
import { and, eq } from "drizzle-orm";
import { type Actor, inTenant, type TenantContext, withPlatform, withSnapshot } from "@/lib/context";
import { found } from "@/lib/errors";
import { attributionPaths, attributionResults, attributionRuns } from "@/products/origin/schema";
import { computeRun, type Outcome } from "./compute-run";

const worker: Actor = { kind: "system", id: "worker" };

type Run = typeof attributionRuns.$inferSelect;

/**
 * Computes a run from one snapshot of the data and keeps its result. Safe to repeat: a run that is done stays as it is.
 */
export async function runAttribution({
  organizationId,
  runId,
}: {
  organizationId: string;
  runId: string;
}): Promise<void> {
  const inOwn = <T>(work: (ctx: TenantContext) => Promise<T>) =>
    withPlatform({ actor: worker }, (ctx) => work(inTenant(ctx, organizationId)));
  const run = await inOwn((ctx) => beginRun(ctx, runId));
  if (!run) return;
  try {
    const outcome = await withSnapshot({ organizationId, actor: worker }, (ctx) =>
      computeRun(ctx, run, (processed, total) => inOwn((own) => noteProgress(own, runId, processed, total))),
    );
    await inOwn((ctx) => keepResult(ctx, runId, outcome));
  } catch (error) {
    await inOwn((ctx) => change(ctx, runId, { status: "failed", finishedAt: ctx.now }));
    throw error;
  }
}

/** @returns undefined for a run that is done or was deleted. */
async function beginRun(ctx: TenantContext, runId: string): Promise<Run | undefined> {
  const [run] = await ctx.tx.select().from(attributionRuns).where(isRun(ctx, runId));
  if (!run || run.status === "done") return undefined;
  await change(ctx, runId, { status: "running", processed: 0 });
  return run;
}

/** A channel that cost money and earned nothing is part of the result, too. */
async function keepResult(ctx: TenantContext, runId: string, outcome: Outcome): Promise<void> {
  const { organizationId, now, tx } = ctx;
  const [run] = await tx
    .select({ status: attributionRuns.status })
    .from(attributionRuns)
    .where(isRun(ctx, runId))
    .for("update");
  if (found(run, "run").status === "done") return;
  const { credits, paths, spend } = outcome;
  const idle = [...spend.keys()].filter((channel) => !credits.some((credit) => credit.channel === channel));
  const rows = [...credits, ...idle.map((channel) => ({ channel, conversions: 0, value: 0 }))];
  if (rows.length > 0) {
    await tx
      .insert(attributionResults)
      .values(rows.map((row) => ({ organizationId, runId, ...row, spend: spend.get(row.channel) ?? 0 })));
  }
  if (paths.length > 0) {
    await tx
      .insert(attributionPaths)
      .values(
        paths.map((path, position) => ({ organizationId, runId, position, ...path, channels: [...path.channels] })),
      );
  }
  await change(ctx, runId, {
    status: "done",
    touches: outcome.touches,
    conversions: outcome.conversions,
    value: outcome.value,
    spend: [...spend.values()].reduce((sum, amount) => sum + amount, 0),
    finishedAt: now,
  });
}

const noteProgress = (ctx: TenantContext, runId: string, processed: number, total: number) =>
  change(ctx, runId, { processed, total });

const isRun = ({ organizationId }: TenantContext, runId: string) =>
  and(eq(attributionRuns.organizationId, organizationId), eq(attributionRuns.id, runId));

async function change(ctx: TenantContext, runId: string, values: Partial<Run>): Promise<void> {
  await ctx.tx.update(attributionRuns).set(values).where(isRun(ctx, runId));
}
