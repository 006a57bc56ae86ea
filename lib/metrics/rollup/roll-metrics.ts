import "server-only";
import type { Context } from "@/lib/context";
import { contributionOf } from "./contributions";
import { convertSums } from "./convert-sums";
import { lockRollups, tryLockRollups } from "./lock";
import { measureTotals } from "./measure-totals";
import { noteStages } from "./note-stages";
import { readHistories, saveRolled, takeQueued } from "./queue";
import { finishRebuild, isUpToDate, rebuildIfOutdated } from "./rebuild";
import { newCohortSums, newSums } from "./sums";
import { addCohorts, addSums, inMonth } from "./write-sums";

/** Organizations per transaction of the job. More would hold the lock for longer, fewer would write the same sums more often. */
const jobBatch = 2_000;

/** Organizations that a page brings up to date before it answers. The job does the rest. */
const pageBatch = 200;

/**
 * The job: brings the rollups up to date with all movements, organizations and payments, batch by batch.
 *
 * @param inTransaction opens a transaction of the platform role for each batch.
 */
export async function rollMetrics(inTransaction: (work: (ctx: Context) => Promise<number>) => Promise<number>) {
  await inTransaction(async (ctx) => {
    await noteStages(ctx);
    await measureTotals(ctx);
    return 0;
  });
  while ((await inTransaction((ctx) => rollBatch(ctx, { batch: jobBatch, wait: true }))) > 0);
}

/**
 * What a page calls before it reads: rolls up what is queued, a bounded amount of it. Changes nothing in a read-only
 * session, or while another roll is running: the figures are then at most a minute old.
 */
export async function freshenMetrics(ctx: Context): Promise<void> {
  if (ctx.actor.kind === "user" && ctx.actor.readOnly) return;
  if (await isUpToDate(ctx)) return;
  await rollBatch(ctx, { batch: pageBatch, wait: false });
}

/**
 * Only one roll runs at a time. It never blocks a change; one that is made meanwhile is left to the next roll.
 *
 * @returns how many organizations it brought up to date.
 */
async function rollBatch(ctx: Context, { batch, wait }: { batch: number; wait: boolean }): Promise<number> {
  if (wait) await lockRollups(ctx);
  else if (!(await tryLockRollups(ctx))) return 0;
  await rebuildIfOutdated(ctx);
  const organizations = await rollOrganizations(ctx, batch);
  await convertSums(ctx);
  if (organizations < batch) await finishRebuild(ctx);
  return organizations;
}

async function rollOrganizations(ctx: Context, batch: number): Promise<number> {
  const histories = await readHistories(ctx, await takeQueued(ctx, batch));
  if (histories.length === 0) return 0;
  const [days, months, cohorts] = [newSums(), newSums(), newCohortSums()];
  const add = (history: (typeof histories)[number]["before"], sign: 1 | -1) => {
    if (!history) return;
    const contribution = contributionOf(history);
    for (const row of contribution.days) {
      days.add(row, sign);
      months.add(inMonth(row), sign);
    }
    for (const row of contribution.retention) months.add(row, sign);
    for (const row of contribution.cohorts) cohorts.add(row, sign);
  };
  for (const { before, after } of histories) {
    add(before, -1);
    add(after, 1);
  }
  await addSums(ctx, "metric_days", days.nonZero());
  await addSums(ctx, "metric_months", months.nonZero());
  await addCohorts(ctx, cohorts.nonZero());
  await saveRolled(ctx, histories);
  return histories.length;
}
