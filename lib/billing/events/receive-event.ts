import "server-only";
import { withoutTenant } from "@/lib/context";
import { withinDeadline } from "@/lib/deadline";
import { Flights } from "@/lib/flights";
import { hasSqlState } from "@/lib/sql-state";
import { type InboxRow, inboxRow, type Received } from "./inbox-row";
import { storeEvents } from "./store-events";

/** Stripe is told to come again rather than kept waiting; an event stored late all the same is stored once. */
const patienceMs = 4_500;
const megabyte = 1024 * 1024;

/** Events that are there at the same moment are stored in one statement and committed once. */
const flights = new Flights<InboxRow, void>({
  atOnce: 2,
  worthwhile: megabyte / 2,
  // Stripe does not mind some milliseconds; that twice as many share a commit is felt.
  gatherMs: 10,
  seats: 2 * megabyte,
  weight: ({ payload }) => payload.length,
  keys: () => [],
  fly: storeTogether,
});

/**
 * Stores an event that Stripe sent and asks for a sync of its customer, both or neither. Only then it may be
 * acknowledged: nothing of it can be lost any more. The same event again changes nothing.
 *
 * @throws GatehouseError `invalid_input`, `unavailable`.
 */
export async function receiveEvent(received: Omit<Received, "source">): Promise<void> {
  const row = inboxRow({ ...received, source: "webhook" });
  await withinDeadline(patienceMs, "The database", () => flights.join(row));
}

type Outcome = PromiseSettledResult<void>;

async function storeTogether(rows: readonly InboxRow[]): Promise<Outcome[]> {
  try {
    await withinDeadline(patienceMs, "The database", () =>
      withoutTenant({ actor: { kind: "system", id: "stripe" } }, (ctx) => storeEvents(ctx, rows)),
    );
    return rows.map(() => ({ status: "fulfilled", value: undefined }));
  } catch (error) {
    // What one brings may be refused by the database: the others shall not suffer for it.
    if (rows.length > 1 && isOfOneEvent(error))
      return (await Promise.all(rows.map((row) => storeTogether([row])))).flat();
    return rows.map(() => ({ status: "rejected", reason: error }));
  }
}

/** A value that cannot be stored (class 22), that may not be there (23), or that is too long or nested too deep (54). */
const isOfOneEvent = (error: unknown): boolean => hasSqlState(error, "22", "23", "54");
