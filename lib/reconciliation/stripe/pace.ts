import "server-only";
import { RateLimiterMemory, RateLimiterQueue } from "rate-limiter-flexible";

/** Stripe allows 100 reads per second in live mode. Half of them are left for customers who are buying. */
const readsPerSecond = 50;

/** Previews are computed by Stripe and count as writes, of which it allows 100 per second too. They're slower, so fewer. */
const previewsPerSecond = 25;

const queue = (perSecond: number) =>
  new RateLimiterQueue(new RateLimiterMemory({ points: perSecond, duration: 1, keyPrefix: String(perSecond) }), {
    maxQueueSize: 10_000,
  });
const reading = queue(readsPerSecond);
const previewing = queue(previewsPerSecond);

/** Waits until this many reads of Stripe are allowed. */
export async function pace(reads: number): Promise<void> {
  await reading.removeTokens(reads);
}

/** Waits until a preview is allowed. */
export async function pacePreview(): Promise<void> {
  await previewing.removeTokens(1);
}
