import "server-only";
import type { Context } from "@/lib/context";
import { bossConnection, bossSender } from "./boss";
import { type JobInput, type JobName, queues } from "./queues";

/**
 * Sends a job in the caller's transaction: it exists if and only if the transaction commits.
 *
 * @param key of queues with the policy `short`: while a job with this key waits, another is not added.
 */
export async function sendJob<Name extends JobName>(
  ctx: Context,
  name: Name,
  input: JobInput<Name>,
  key?: string,
): Promise<void> {
  const { retryLimit } = queues[name];
  await bossSender().send(name, input, {
    db: bossConnection(ctx.tx),
    retryLimit,
    retryDelay: 1,
    retryBackoff: true,
    ...(key === undefined ? {} : { singletonKey: key }),
  });
}
