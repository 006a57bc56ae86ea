import "server-only";
import { RateLimiterMemory, RateLimiterQueue } from "rate-limiter-flexible";

/** Stripe allows 100 reads a second in live mode; half of them stay for the customers who are buying at this moment. */
const readsPerSecond = 50;

const limiter = new RateLimiterQueue(new RateLimiterMemory({ points: readsPerSecond, duration: 1 }), {
  maxQueueSize: 10_000,
});

/** Waits until so many reads of Stripe may be made. */
export async function pace(reads: number): Promise<void> {
  await limiter.removeTokens(reads);
}
