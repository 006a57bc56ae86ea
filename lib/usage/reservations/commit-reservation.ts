import "server-only";
import { uuidv7 } from "uuidv7";
import { catalog } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { entitlementsOf } from "@/lib/entitlements";
import { conflict, invalidInput, unreachable } from "@/lib/errors";
import { isOpen, type Period, usagePeriod } from "../period";
import { tellLimits } from "../thresholds/tell-limits";
import { type Batch, termsOf } from "../track/batch";
import { callTrackUsage } from "../track/call-track-usage";
import type { CounterRow } from "../track/lock-counter";
import { type ReservationRow, stateOfReservation } from "./reservation";
import { lockReservation, settle } from "./settle-reservation";

/**
 * Counts what was used of a reservation and gives the rest back. It was let through when it was reserved, so it is counted
 * whatever became of the limit since; in the period it was reserved in, while that is open. Again with the same amount: the same answer.
 *
 * @throws GatehouseError `conflict` (released, expired, or committed with another amount: nothing was counted now),
 *   `invalid_input` (more than was reserved), `not_found`, `unavailable` (the plan changed at this moment).
 */
export async function commitReservation(
  ctx: TenantContext,
  { id, amount: asked }: { id: string; amount?: number | undefined },
): Promise<ReservationRow> {
  const { row, counter } = await lockReservation(ctx, id);
  const amount = asked ?? row.amount;
  const state = stateOfReservation(row, ctx.now);
  switch (state) {
    case "committed":
      if (row.committed === amount) return row;
      throw conflict(`This reservation was committed with ${row.committed}.`, { state, committed: row.committed });
    case "released":
    case "expired":
      throw conflict(`This reservation is ${state}. Nothing was counted.`, { state });
    case "held":
      break;
    default:
      return unreachable(state);
  }
  if (amount > row.amount) {
    const message = `at most what was reserved: ${row.amount}`;
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
  const { told } = await callTrackUsage(tx, [batch]);
  if (told.length > 0) await tellLimits(ctx);
}
