import "server-only";
import { ConcurrencyLimit } from "@/lib/concurrency-limit";
import { env } from "@/lib/env";

/**
 * Whoever asks Stripe holds a connection to the database, and the lock of a row, for as long as Stripe takes. When it is
 * slow, or when somebody asks for it all the time, the others' pages, Stripe's own webhooks and what products report still
 * need connections: half of them are kept for those.
 */
let limit: ConcurrencyLimit | undefined;

/** Runs what asks Stripe for somebody when its turn has come. @throws GatehouseError `unavailable` when it does not come. */
export function inTurn<T>(personId: string, work: () => Promise<T>): Promise<T> {
  limit ??= new ConcurrencyLimit({
    total: Math.max(1, Math.floor(env.DATABASE_POOL_SIZE / 2)),
    perKey: 2,
    timeoutMs: 4_000,
  });
  return limit.run(personId, work);
}
