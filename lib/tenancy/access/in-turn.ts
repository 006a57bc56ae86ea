import "server-only";
import { env } from "@/lib/env";
import { Turns } from "@/lib/turns";

/**
 * Whoever asks Stripe holds a connection to the database, and the lock of a row, for as long as Stripe takes. When it is
 * slow, or when somebody asks for it all the time, the others' pages, Stripe's own webhooks and what products report still
 * need connections: half of them are kept for those.
 */
let turns: Turns | undefined;

/** Runs what asks Stripe for somebody when its turn has come. @throws GatehouseError `unavailable` when it does not come. */
export function inTurn<T>(personId: string, work: () => Promise<T>): Promise<T> {
  turns ??= new Turns({ atOnce: Math.max(1, Math.floor(env.DATABASE_POOL_SIZE / 2)), ofOne: 2, patienceMs: 4_000 });
  return turns.take(personId, work);
}
