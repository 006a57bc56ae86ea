import "server-only";
import { withoutTenant } from "@/lib/context";
import { withinDeadline } from "@/lib/deadline";
import { Flights } from "@/lib/flights";
import { hasSqlState } from "@/lib/sql-state";
import { type EventRow, eventRow, type Received } from "./event-row";
import { storeEvents } from "./store-events";

/** Stripe expects an answer within 5 seconds or retries; an event that is stored late after all is stored only once. */
const databaseDeadlineMs = 4_500;
const megabyte = 1024 * 1024;

/** Events received at the same moment are stored in one statement and committed once. */
const flights = new Flights<EventRow, void>({
  atOnce: 2,
  worthwhile: megabyte / 2,
  // Stripe does not notice a few milliseconds; twice as many events share a commit.
  gatherMs: 10,
  seats: 2 * megabyte,
  weight: ({ payload }) => payload.length,
  keys: () => [],
  fly: storeTogether,
});

/**
 * Stores an event that Stripe sent and requests a sync of its customer, both or neither. Only then may it be acknowledged:
 * it cannot be lost any more. The same event again changes nothing.
 *
 * @throws GatehouseError `invalid_input`, `unavailable`.
 */
export async function receiveEvent(received: Omit<Received, "source">): Promise<void> {
  const row = eventRow({ ...received, source: "webhook" });
  await withinDeadline(databaseDeadlineMs, "The database", () => flights.join(row));
}

type Outcome = PromiseSettledResult<void>;

async function storeTogether(rows: readonly EventRow[]): Promise<Outcome[]> {
  try {
    await withinDeadline(databaseDeadlineMs, "The database", () =>
      withoutTenant({ actor: { kind: "system", id: "stripe" } }, (ctx) => storeEvents(ctx, rows)),
    );
    return rows.map(() => ({ status: "fulfilled", value: undefined }));
  } catch (error) {
    // The database may reject one of them: the others are stored all the same.
    if (rows.length > 1 && isOfOneEvent(error))
      return (await Promise.all(rows.map((row) => storeTogether([row])))).flat();
    return rows.map(() => ({ status: "rejected", reason: error }));
  }
}

/** A value that cannot be stored (class 22), that may not be there (23), or that is too long or nested too deep (54). */
const isOfOneEvent = (error: unknown): boolean => hasSqlState(error, "22", "23", "54");
