import "server-only";
import type { Context } from "@/lib/context";
import { currentRequestId } from "@/lib/telemetry";
import { bossConnection, bossSender } from "./boss";
import { type JobInput, type JobName, queues } from "./queues";

export type NewJob<Name extends JobName> = {
  input: JobInput<Name>;
  /** In queues with the policy `short`, no second job with this key is added while one is waiting. */
  key?: string;
  delaySeconds?: number;
};

/** Sends a job in the caller's transaction: it exists if and only if the transaction commits. */
export function sendJob<Name extends JobName>(
  ctx: Pick<Context, "tx">,
  name: Name,
  input: JobInput<Name>,
  key?: string,
  delaySeconds = 0,
): Promise<void> {
  return sendJobs(ctx, name, [{ input, ...(key === undefined ? {} : { key }), delaySeconds }]);
}

/** Sends many jobs of one queue in one statement, sorted by key, so that concurrent senders of the same keys don't deadlock. */
export async function sendJobs<Name extends JobName>(
  { tx }: Pick<Context, "tx">,
  name: Name,
  jobs: readonly NewJob<Name>[],
): Promise<void> {
  if (jobs.length === 0) return;
  const { retryLimit } = queues[name];
  const requestId = currentRequestId();
  const ordered = jobs.toSorted(({ key: a = "" }, { key: b = "" }) => (a < b ? -1 : Number(a > b)));
  await bossSender().insert(
    ordered.map(({ input, key, delaySeconds = 0 }) => ({
      name,
      // Handlers parse what they declare, so they don't see it.
      data: requestId === undefined ? input : { ...input, requestId },
      retryLimit,
      retryDelay: 1,
      retryBackoff: true,
      ...(key === undefined ? {} : { singletonKey: key }),
      ...(delaySeconds > 0 ? { startAfter: String(delaySeconds) } : {}),
    })),
    { db: bossConnection(tx) },
  );
}
