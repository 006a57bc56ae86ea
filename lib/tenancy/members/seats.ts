import "server-only";
import { catalog } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { adjustGauge } from "@/lib/usage";

/** The gauge that counts members and pending invitations, where the product sells seats. */
const seatMeter = "users";

/**
 * Takes seats, or releases them when `delta` is negative, in the caller's transaction.
 *
 * @throws GatehouseError `limit_reached`, `read_only`.
 */
export async function takeSeats(ctx: TenantContext, delta: number): Promise<void> {
  const sold = catalog.meters.some(({ key, kind }) => key === seatMeter && kind === "gauge");
  if (sold && delta !== 0) await adjustGauge(ctx, { meter: seatMeter, delta });
}
