import "server-only";
import { catalog } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { adjustGauge } from "@/lib/usage";

/** The gauge that counts members and waiting invitations, where the product sells seats. */
const seatMeter = "users";

/**
 * Takes (or, negative, gives back) seats in the caller's transaction.
 *
 * @throws GatehouseError `limit_reached`, `read_only`.
 */
export async function takeSeats(ctx: TenantContext, delta: number): Promise<void> {
  const sold = catalog.meters.some(({ key, kind }) => key === seatMeter && kind === "gauge");
  if (sold && delta !== 0) await adjustGauge(ctx, { meter: seatMeter, delta });
}
