import "server-only";
import { RateLimiterMemory, RateLimiterQueue } from "rate-limiter-flexible";

/** Stripe allows 100 reads per second in live mode. Half of them are left for customers who are buying. */
const readsPerSecond = 50;

const limiter = new RateLimiterQueue(new RateLimiterMemory({ points: readsPerSecond, duration: 1 }), {
  maxQueueSize: 10_000,
});

/** Waits until this many reads of Stripe are allowed. */
export async function pace(reads: number): Promise<void> {
  await limiter.removeTokens(reads);
}
