import "server-only";
import { sql } from "drizzle-orm";
import { platformChain, recordAudit } from "@/lib/audit";
import type { Context } from "@/lib/context";
import { notFound } from "@/lib/errors";
import { bossConnection, bossSchema, bossSender } from "./boss";
import type { JobName } from "./queues";

/** Retries a failed job. @throws GatehouseError `not_found` if it has not failed. */
export async function retryJob(ctx: Context, { queue, jobId }: { queue: JobName; jobId: string }): Promise<void> {
  const [failed] = await ctx.tx.execute(sql`
    select id from ${sql.identifier(bossSchema)}.job where name = ${queue} and id = ${jobId} and state = 'failed' for update`);
  if (!failed) throw notFound("failed job");
  await bossSender().retry(queue, jobId, { db: bossConnection(ctx.tx) });
  await recordAudit(ctx, {
    organizationId: platformChain,
    action: "jobs.retried",
    subject: jobId,
    details: { queue },
  });
}
