import "server-only";
import { catalog } from "@/lib/catalog";
import type { Context } from "@/lib/context";
import { minute } from "@/lib/durations";
import { type ReadingDifference, readingDifferences } from "../compare/reading-differences";
import { readShown } from "../compare/shown";
import { repairOf, reviewOf } from "../mismatches/advice";
import { type MismatchInput, recordMismatch, resolveMismatches } from "../mismatches/record-mismatch";
import { readCustomer } from "../reading/read-customer";
import { type Reading, readingOf } from "../reading/reading";
import { pacedCalls } from "../stripe/paced-calls";
import { isSyncPending, resync, type Verdict } from "./verify-customer";

/** A customer of ours, and the subscription our side counts. */
export type LinkedCustomer = { organizationId: string; customerId: string; counts: string | null };

type Input = LinkedCustomer & { reconciliationId: string | null };

/** What turned this recently may be on its way: a renewal's webhook, a charge, the hourly sync after a discount has ended. */
const inFlightMs = 5 * minute;

/**
 * Compares what Stripe will charge a customer and provides for it, read without the sync, with what we show. Before anything is
 * recorded, the customer is synced and read once more: what the sync repairs was missed, what it doesn't repair needs review.
 * In the caller's transaction (of the platform role).
 *
 * @throws GatehouseError `unavailable` when Stripe is down.
 */
export async function checkCharges(ctx: Context, { reconciliationId, ...linked }: Input): Promise<Verdict> {
  const { customerId, organizationId } = linked;
  const before = await compareCharges(ctx, linked);
  if (before.found.length === 0) {
    await resolveMismatches(ctx, "reading", [customerId]);
    return "equal";
  }
  const syncPending = await isSyncPending(ctx, customerId);
  await resync(ctx, customerId);
  const after = await compareCharges(ctx, linked);
  await resolveMismatches(ctx, "reading", after.found.length === 0 ? [customerId] : []);
  if (syncPending || isInFlight(after.reading, ctx.now)) return "on_its_way";
  const common = { customerId, organizationId, reconciliationId };
  const left = new Set(after.found.map(({ kind }) => kind));
  const mismatches: MismatchInput[] = [
    ...before.found
      .filter(({ kind }) => !left.has(kind))
      .map((found) => ({ ...common, ...found, outcome: "repaired" as const, advice: repairOf(found) })),
    ...after.found.map((found) => ({
      ...common,
      ...found,
      outcome: "needs_person" as const,
      advice: reviewOf(found.kind),
    })),
  ];
  for (const mismatch of mismatches) await recordMismatch(ctx, mismatch);
  return after.found.length > 0 ? "needs_person" : "repaired";
}

type Compared = { reading: Reading | undefined; found: ReadingDifference[] };

/** One reading, compared. A customer Stripe doesn't have differs in nothing here: the customers phase reports it. */
async function compareCharges(ctx: Context, { organizationId, customerId, counts }: LinkedCustomer): Promise<Compared> {
  const read = await readCustomer(pacedCalls, catalog, { customerId, counts });
  if (!read) return { reading: undefined, found: [] };
  const reading = readingOf(catalog, read, ctx.now);
  return { reading, found: readingDifferences(customerId, await readShown(ctx, organizationId), reading) };
}

const isInFlight = (reading: Reading | undefined, now: Date): boolean =>
  reading?.turnedAt != null && now.getTime() - reading.turnedAt.getTime() < inFlightMs;
