import "server-only";
import { Coalescer } from "@/lib/coalesce";
import { withoutTenant } from "@/lib/context";
import { hasSqlState } from "@/lib/database";
import { withinDeadline } from "@/lib/deadline";
import { type EventRow, eventRow, type Received } from "./event-row";
import { storeEvents } from "./store-events";

/** Stripe gives up after a few seconds and retries. An event that is stored late and then sent again is stored once. */
const deadlineMs = 4_500;
const megabyte = 1024 * 1024;

/** Events that arrive at the same moment are stored in one statement and committed once. */
const coalescer = new Coalescer<EventRow, void>({
  name: "stripe_events",
  concurrency: 2,
  minWeight: megabyte / 2,
  // A few milliseconds don't matter to Stripe, and twice as many events share a commit.
  gatherMs: 10,
  maxWeight: 2 * megabyte,
  weight: ({ payload }) => payload.length,
  conflictKeys: () => [],
  run: storeTogether,
});

/**
 * Stores an event from Stripe and requests a sync of its customer, both or neither. Acknowledge it only afterwards: it
 * can't be lost any more. Receiving the same event again changes nothing.
 * @throws GatehouseError `invalid_input`, `unavailable`.
 */
export async function receiveEvent(received: Omit<Received, "source">): Promise<void> {
  const row = eventRow({ ...received, source: "webhook" });
  await withinDeadline(deadlineMs, "The database", () => coalescer.enqueue(row));
}

type Outcome = PromiseSettledResult<void>;

async function storeTogether(rows: readonly EventRow[]): Promise<Outcome[]> {
  try {
    await withoutTenant({ actor: { kind: "system", id: "stripe" } }, (ctx) => storeEvents(ctx, rows));
    return rows.map(() => ({ status: "fulfilled", value: undefined }));
  } catch (error) {
    // The database rejected one of them. Each is stored on its own, so the others aren't affected.
    if (rows.length > 1 && isOfOneEvent(error))
      return (await Promise.all(rows.map((row) => storeTogether([row])))).flat();
    return rows.map(() => ({ status: "rejected", reason: error }));
  }
}

/**
 * A value that can't be stored (class 22), that violates a constraint (23), or that is too long or nested too deep
 * (54).
 */
const isOfOneEvent = (error: unknown): boolean => hasSqlState(error, "22", "23", "54");
