import "server-only";
import { sql } from "drizzle-orm";
import { type RetentionPeriodName, retentionPeriodNames } from "@/db/schema";
import { platformChain, recordAudit } from "@/lib/audit";
import { type Actor, type Context, withPlatform } from "@/lib/context";
import { addDays, minute } from "@/lib/durations";
import { logger } from "@/lib/logger";
import { sweepVisitors } from "@/lib/visits";
import { removeExpired } from "./expired";
import { keptFor } from "./kept-for";

/** Rows deleted per transaction: few enough that no one waits for it. */
const batchSize = 1_000;
/** How long one night's run may take. The rest is left for the next one. */
const runLimitMs = 30 * minute;

type Opening = { actor: Actor; now?: Date };
type Removed = Partial<Record<RetentionPeriodName, { count: number; keptFor: number }>>;

/**
 * Deletes data that has reached its retention period, period by period in batches, and records what was removed. If one period fails,
 * the others are still enforced.
 *
 * @throws Error naming the periods that failed, after the others are done.
 */
export async function enforceRetention(opening: Opening): Promise<Removed> {
  const deadline = performance.now() + runLimitMs;
  const removed: Removed = {};
  const failed: RetentionPeriodName[] = [];
  await withPlatform(opening, sweepVisitors);
  for (const name of retentionPeriodNames) {
    try {
      removed[name] = await enforce(opening, name, deadline);
    } catch (error) {
      logger.error({ err: error, period: name }, "a retention period could not be enforced");
      failed.push(name);
    }
  }
  await withPlatform(opening, (ctx) =>
    recordAudit(ctx, {
      organizationId: platformChain,
      action: "privacy.retention_enforced",
      details: { removed, ...(failed.length > 0 ? { failed } : {}) },
    }),
  );
  if (failed.length > 0) throw new Error(`These retention periods could not be enforced: ${failed.join(", ")}.`);
  return removed;
}

async function enforce(opening: Opening, name: RetentionPeriodName, deadline: number) {
  const value = await withPlatform(opening, (ctx) => keptFor(ctx, name));
  let count = 0;
  while (performance.now() < deadline) {
    const batch = await withPlatform(opening, (ctx) => removeBatch(ctx, name, value));
    count += batch;
    if (batch === 0) break;
  }
  return { count, keptFor: value };
}

async function removeBatch(ctx: Context, name: RetentionPeriodName, value: number): Promise<number> {
  // Better to retry than to keep others waiting.
  await ctx.tx.execute(
    sql`select set_config('lock_timeout', '2s', true), set_config('statement_timeout', '30s', true)`,
  );
  // Sessions and links expire in real time.
  const end = name === "sessions" ? ctx.wall : ctx.now;
  return removeExpired[name](ctx, { before: addDays(end, -value), limit: batchSize, value });
}
