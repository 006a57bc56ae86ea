import { sql } from "drizzle-orm";
import { withPlatform } from "@/lib/context";
import type { JobInput, JobName } from "@/lib/jobs/queues";

/**
 * Skips the delay before the next attempt of a failed job.
 *
 * @returns the delay in seconds, and how many attempts have failed.
 * @throws Error if the job is not going to be retried.
 */
export function nextTry<Name extends JobName>(
  name: Name,
  input: JobInput<Name>,
): Promise<{ seconds: number; tries: number }> {
  return withPlatform({ actor: { kind: "system", id: "worker" } }, async ({ tx }) => {
    const [job] = await tx.execute<{ seconds: number; tries: number }>(sql`
      with waiting as (
        select id, start_after from pgboss.job
        where name = ${name} and state = 'retry' and data @> ${JSON.stringify(input)}::jsonb limit 1)
      update pgboss.job set start_after = now() from waiting where job.name = ${name} and job.id = waiting.id
      returning extract(epoch from waiting.start_after - now())::float8 as seconds, retry_count + 1 as tries`);
    if (!job) throw new Error(`the job ${name} has failed for good`);
    return job;
  });
}
