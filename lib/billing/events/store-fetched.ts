import "server-only";
import type Stripe from "stripe";
import type { Context } from "@/lib/context";
import { eventRow } from "./event-row";
import { storeEvents } from "./store-events";

/**
 * Stores events fetched from Stripe because their delivery failed, as if it had succeeded.
 * @returns how many were new.
 */
export async function storeFetched(ctx: Context, events: readonly Stripe.Event[]): Promise<number> {
  const fetched = { receivedAt: ctx.now, source: "fetched" } as const;
  const rows = events.map((event) => eventRow({ event, body: JSON.stringify(event), ...fetched }));
  return (await storeEvents(ctx, rows)).size;
}
