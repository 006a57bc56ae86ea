import "server-only";
import { explainingStripe } from "@/lib/billing";
import { ConcurrencyLimit } from "@/lib/concurrency-limit";
import { env } from "@/lib/env";

/**
 * A call to Stripe holds a database connection and a row lock until Stripe responds. At most half of the pool may wait
 * for Stripe, so that pages, webhooks and usage tracking still get connections when Stripe is slow or one person calls
 * it all the time.
 */
let limit: ConcurrencyLimit | undefined;

/**
 * Runs work that waits for Stripe.
 * @throws GatehouseError `unavailable` when no connection becomes free in time, `conflict` for what Stripe refuses.
 */
export function inTurn<T>(personId: string, work: () => Promise<T>): Promise<T> {
  // Callers expect an answer within five seconds. Waiting for at most four leaves time for the work.
  limit ??= new ConcurrencyLimit({
    total: Math.max(1, Math.floor(env.DATABASE_POOL_SIZE / 2)),
    perKey: 2,
    timeoutMs: 4_000,
  });
  const turn = limit;
  return explainingStripe(() => turn.run(personId, work));
}
