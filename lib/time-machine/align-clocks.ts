import "server-only";
import { shiftClock } from "@/lib/clock";
import { withPlatform } from "@/lib/context";
import { advanceStripeClock, readStripeClock } from "./stripe-clock";
import { readTime, writeTime } from "./time-row";

/**
 * Makes both clocks say the same, which is what the one that is ahead says: a traveller may have been killed between the
 * two, or someone has moved Stripe's clock by its own page. Time goes forward only.
 */
export async function alignClocks(): Promise<void> {
  const stripe = await readStripeClock();
  const ours = await withPlatform({ actor: { kind: "system", id: "worker" } }, async (ctx) => {
    const { shiftSeconds } = await readTime(ctx);
    if (stripe.shift > shiftSeconds) await writeTime(ctx, { shiftSeconds: stripe.shift });
    return Math.max(shiftSeconds, stripe.shift);
  });
  shiftClock(ours);
  if (stripe.shift < ours) await advanceStripeClock(ours - stripe.shift);
}
