import "server-only";
import { env } from "@/lib/env";
import { Turns } from "@/lib/turns";

/**
 * A request that calls Stripe holds a database connection and a row lock for as long as Stripe takes. When Stripe is slow, or
 * one person sends many such requests, pages, webhooks and usage reports still need connections: half are kept for them.
 */
let turns: Turns | undefined;

/** In ms. Below the 5 s within which a request is answered even when Stripe is away. */
const turnDeadline = 4_000;

/** Runs `work`, which calls Stripe, when a turn is free. @throws GatehouseError `unavailable` when none is within the deadline. */
export function inTurn<T>(personId: string, work: () => Promise<T>): Promise<T> {
  turns ??= new Turns({
    atOnce: Math.max(1, Math.floor(env.DATABASE_POOL_SIZE / 2)),
    ofOne: 2,
    patienceMs: turnDeadline,
  });
  return turns.take(personId, work);
}
