import "server-only";
import { platformDatabase } from "@/lib/database";
import { bossConnection, bossSchema } from "./boss";
import type { JobName } from "./queues";

// Both are asked often, and planning takes longer than running them because each queue is a partition. So they are sent
// as prepared statements, which Drizzle's queries are not.

/** Which of the queues have a job that is due and that no worker has fetched. */
export async function waitingQueues(names: readonly JobName[]): Promise<JobName[]> {
  // `state < 'active'` is the predicate of the index that pg-boss fetches by.
  const { rows } = await bossConnection(platformDatabase()).executeSql(
    `select distinct name from ${bossSchema}.job
      where name = any($1::text[]) and state < 'active' and start_after <= now()`,
    [names],
  );
  return rows.map(({ name }) => name);
}

/** Whether a worker has fetched a job of these queues within the last `withinSeconds` and not finished it. */
export async function isRunning(names: readonly JobName[], withinSeconds: number): Promise<boolean> {
  const { rows } = await bossConnection(platformDatabase()).executeSql(
    `select from ${bossSchema}.job
      where name = any($1::text[]) and state = 'active' and started_on > now() - make_interval(secs => $2::int) limit 1`,
    [names, withinSeconds],
  );
  return rows.length > 0;
}
