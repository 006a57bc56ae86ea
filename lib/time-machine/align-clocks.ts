import "server-only";
import { shiftClock } from "@/lib/clock";
import { withPlatform } from "@/lib/context";
import { advanceStripeClock, readStripeClock } from "./stripe-clock";
import { readTime, writeTime } from "./time-row";

/**
 * Sets both clocks to the later of the two. They differ if the process was killed between setting one and the other, or if
 * someone moved the local Stripe's clock on its own page. Time moves forward only.
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
