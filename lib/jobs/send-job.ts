import "server-only";
import type { Context } from "@/lib/context";
import { bossConnection, bossSender } from "./boss";
import { type JobInput, type JobName, queues } from "./queues";

/**
 * Sends a job in the caller's transaction: it exists if and only if the transaction commits.
 *
 * @param key of queues with the policy `short`: while a job with this key waits, another is not added.
 * @param delaySeconds how long it waits before it is run.
 */
export async function sendJob<Name extends JobName>(
  ctx: Context,
  name: Name,
  input: JobInput<Name>,
  key?: string,
  delaySeconds = 0,
): Promise<void> {
  const { retryLimit } = queues[name];
  await bossSender().send(name, input, {
    db: bossConnection(ctx.tx),
    retryLimit,
    retryDelay: 1,
    retryBackoff: true,
    ...(key === undefined ? {} : { singletonKey: key }),
    ...(delaySeconds > 0 ? { startAfter: delaySeconds } : {}),
  });
}
