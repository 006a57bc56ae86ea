import "server-only";
import { catalog } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { measureSeats, seatMeter, sellsSeats } from "@/lib/seats";
import { adjustGauge } from "@/lib/usage";

/**
 * Takes a seat for the person the caller adds next, in its transaction. Seats are counted again under the lock of their gauge,
 * so an invitation that expired since holds none.
 *
 * @throws GatehouseError `limit_reached`, `read_only`.
 */
export const takeSeat = (ctx: TenantContext): Promise<void> => adjustSeats(ctx, 1);

/** Counts the seats after the caller changed who holds one. Never refused. */
export const countSeats = (ctx: TenantContext): Promise<void> => adjustSeats(ctx, 0);

async function adjustSeats(ctx: TenantContext, delta: number): Promise<void> {
  if (sellsSeats(catalog)) await adjustGauge(ctx, { meter: seatMeter, delta, measure: measureSeats });
}
