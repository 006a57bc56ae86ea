import "server-only";
import { ConcurrencyLimit } from "@/lib/concurrency-limit";
import { env } from "@/lib/env";

/**
 * A call to Stripe holds a database connection, and a row lock, until Stripe answers. At most half of the pool may wait for
 * Stripe, so that pages, webhooks and reported usage keep theirs when it is slow, or when one person calls it all the time.
 */
let limit: ConcurrencyLimit | undefined;

/** Runs work that waits for Stripe. @throws GatehouseError `unavailable` when there is no connection to spare in time. */
export function inTurn<T>(personId: string, work: () => Promise<T>): Promise<T> {
  // Four seconds of waiting leave the work some of the five in which the caller expects an answer.
  limit ??= new ConcurrencyLimit({
    total: Math.max(1, Math.floor(env.DATABASE_POOL_SIZE / 2)),
    perKey: 2,
    timeoutMs: 4_000,
  });
  return limit.run(personId, work);
}
