import "server-only";
import { uuidv7 } from "uuidv7";
import { catalog } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { entitlementsOf } from "@/lib/entitlements";
import { conflict, invalidInput, unreachable } from "@/lib/errors";
import { isOpen, type Period, usagePeriod } from "../period";
import { notifyLimits } from "../thresholds/notify-limits";
import { type Batch, termsOf } from "../track/batch";
import type { CounterRow } from "../track/lock-counter";
import { runTrackUsageIn } from "../track/run-track-usage";
import { type ReservationRow, stateOfReservation } from "./reservation";
import { lockReservation, settle } from "./settle-reservation";

/**
 * Counts the used amount of a reservation and releases the rest. It was allowed when it was reserved, so it is counted even
 * if the limit has changed, in the period of the reservation while that is open. Committing the same amount again changes
 * nothing.
 *
 * @throws GatehouseError `conflict` (released, expired, or committed with another amount: nothing was counted now),
 *   `invalid_input` (more than was reserved), `not_found`, `unavailable` (the plan just changed).
 */
export async function commitReservation(
  ctx: TenantContext,
  { id, amount: requested }: { id: string; amount?: number | undefined },
): Promise<ReservationRow> {
  const { row, counter } = await lockReservation(ctx, id);
  const amount = requested ?? row.amount;
  const state = stateOfReservation(row, ctx.now);
  switch (state) {
    case "committed":
      if (row.committed === amount) return row;
      throw conflict(`This reservation was already committed with ${row.committed}.`, {
        state,
        committed: row.committed,
      });
    case "released":
    case "expired":
      throw conflict(`This reservation is ${state}, so nothing was counted.`, { state });
    case "held":
      break;
    default:
      return unreachable(state);
  }
  if (amount > row.amount) {
    const message = `at most the reserved amount, ${row.amount}`;
    throw invalidInput(`amount: ${message}`, { errors: [{ field: "amount", message }] });
  }
  const settled = await settle(ctx, counter, row, { outcome: "committed", committed: amount });
  await count(ctx, counter, row, amount);
  return settled;
}

async function count(ctx: TenantContext, counter: CounterRow, row: ReservationRow, amount: number): Promise<void> {
  const { organizationId, now, actor, tx } = ctx;
  const entitlements = await entitlementsOf(ctx);
  const own: Period = { start: counter.periodStart, end: counter.periodEnd };
  const period = isOpen(own, now) ? own : usagePeriod(catalog.usagePeriod, entitlements.anchorAt, now);
  const event = {
    ordinal: 0,
    id: uuidv7(),
    amount,
    key: `reservation:${row.id}`,
    calledAt: now,
    occurredAt: row.reservedAt,
    properties: row.properties,
    source: `${actor.kind}:${actor.id}`,
  };
  const terms = termsOf(catalog, entitlements, row.meter, true);
  const batch: Batch = { organization: organizationId, version: entitlements.version, terms, period, events: [event] };
  const { reached } = await runTrackUsageIn(tx, [batch]);
  if (reached.length > 0) await notifyLimits(ctx);
}
