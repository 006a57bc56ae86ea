import "server-only";
import type { TenantContext } from "@/lib/context";
import { conflict, unreachable } from "@/lib/errors";
import { type ReservationRow, stateOfReservation } from "./reservation";
import { lockReservation, settle } from "./settle-reservation";

/**
 * Releases a reservation. Releasing it again, or after it has expired, changes nothing.
 *
 * @throws GatehouseError `conflict` when it was committed, `not_found`.
 */
export async function releaseReservation(ctx: TenantContext, { id }: { id: string }): Promise<ReservationRow> {
  const { row, counter } = await lockReservation(ctx, id);
  const state = stateOfReservation(row, ctx.now);
  switch (state) {
    case "committed":
      throw conflict("This reservation was already committed.", { state, committed: row.committed });
    case "released":
    case "expired":
      return row;
    case "held":
      return settle(ctx, counter, row, { outcome: "released", committed: null });
    default:
      return unreachable(state);
  }
}
