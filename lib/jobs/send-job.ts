import "server-only";
import type { Context } from "@/lib/context";
import { bossConnection, bossSender } from "./boss";
import { type JobInput, type JobName, queues } from "./queues";

/** What is handed to a job, and which others it stands for. */
export type NewJob<Name extends JobName> = {
  input: JobInput<Name>;
  /** Of queues with the policy `short`: while a job with this key waits, another is not added. */
  key?: string;
  /** How long it waits before it is run. */
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

/** The same for many of one queue in one statement, in the order of their keys: two that send the same ones take turns. */
export async function sendJobs<Name extends JobName>(
  { tx }: Pick<Context, "tx">,
  name: Name,
  jobs: readonly NewJob<Name>[],
): Promise<void> {
  if (jobs.length === 0) return;
  const { retryLimit } = queues[name];
  const ordered = jobs.toSorted(({ key: a = "" }, { key: b = "" }) => (a < b ? -1 : Number(a > b)));
  await bossSender().insert(
    ordered.map(({ input, key, delaySeconds = 0 }) => ({
      name,
      data: input,
      retryLimit,
      retryDelay: 1,
      retryBackoff: true,
      ...(key === undefined ? {} : { singletonKey: key }),
      ...(delaySeconds > 0 ? { startAfter: String(delaySeconds) } : {}),
    })),
    { db: bossConnection(tx) },
  );
}
