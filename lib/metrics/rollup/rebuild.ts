import "server-only";
import { sql } from "drizzle-orm";
import { catalog } from "@/lib/catalog";
import type { Context } from "@/lib/context";

/** Raised whenever `contributionOf` changes what it adds: the stored sums are then computed again. */
const rollupVersion = 4;

/** Whether the stored sums were computed by these definitions, and are converted to the currency that the catalog has now. */
const isCurrent = sql`version = ${rollupVersion} and currency is not distinct from ${catalog.currency}`;

/** Whether the rollups are complete: pages say so while they aren't. */
export async function isRebuilding({ tx }: Context): Promise<boolean> {
  const [row] = await tx.execute<{ complete: boolean }>(sql`
    select ${isCurrent} and rolled_at is not null as complete from metric_state`);
  return row?.complete !== true;
}

/** Whether there is nothing to roll up: the usual case when a page asks. */
export async function isUpToDate({ tx }: Context): Promise<boolean> {
  const [row] = await tx.execute<{ fresh: boolean }>(sql`
    select ${isCurrent} and rolled_at is not null and not exists (select from metric_queue) as fresh from metric_state`);
  return row?.fresh === true;
}

/** Empties the rollups and queues every organization if they were computed by another version of the definitions. */
export async function rebuildIfOutdated(ctx: Context): Promise<void> {
  const [row] = await ctx.tx.execute<{ current: boolean }>(sql`select ${isCurrent} as current from metric_state`);
  if (row?.current) return;
  await rebuildMetrics(ctx);
}

/** Empties the rollups and queues every organization, to compute them from movements alone. */
export async function rebuildMetrics({ tx }: Context): Promise<void> {
  for (const table of ["metric_days", "metric_months", "metric_cohorts", "rolled_organizations"]) {
    await tx.execute(sql`delete from ${sql.identifier(table)}`);
  }
  await tx.execute(sql`update metric_payments set rolled = null where rolled is not null`);
  await tx.execute(sql`
    insert into metric_queue (organization_id, id)
    select organization_id, gen_random_uuid() from metric_organizations
    union all
    select organization_id, gen_random_uuid() from (select distinct organization_id from movements) moved
    where not exists (select from metric_organizations o where o.organization_id = moved.organization_id)`);
  await tx.execute(sql`
    insert into metric_state (id, version, currency) values (1, ${rollupVersion}, ${catalog.currency})
    on conflict (id) do update set version = excluded.version, currency = excluded.currency, rolled_at = null`);
}

/** Called when nothing is queued any more. */
export async function finishRebuild({ tx, now }: Context): Promise<void> {
  await tx.execute(sql`update metric_state set rolled_at = ${now.toISOString()} where rolled_at is null`);
}
