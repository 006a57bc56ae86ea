import "server-only";
import { RateLimiterRes } from "rate-limiter-flexible";
import { GatehouseError } from "@/lib/errors";
import { limiterOn } from "@/lib/rate-limits";
import { hashToken } from "../links/tokens";

const minute = 60;
const hour = 60 * minute;

/**
 * How often one account and one address may try. The account's figure stops guessing at one person from many places, the
 * address's figure stops one place from trying many people; an office shares one address, so that one is larger.
 */
const limits = {
  sign_in: { account: { points: 10, duration: 15 * minute }, address: { points: 50, duration: 15 * minute } },
  sign_up: { account: { points: 5, duration: hour }, address: { points: 20, duration: 10 * minute } },
  reset: { account: { points: 5, duration: hour }, address: { points: 20, duration: hour } },
  verification: { account: { points: 5, duration: hour }, address: { points: 20, duration: hour } },
  // Of one who invites, and to one who is invited: what stands in these e-mails is written by whoever signed up.
  invitation: { account: { points: 60, duration: hour }, address: { points: 10, duration: 24 * hour } },
  // Of an organization: a whole export reads everything.
  export: { account: { points: 6, duration: hour }, address: { points: 30, duration: hour } },
  // Codes are short words that others were given; and each try asks Stripe, which counts what we ask for everybody.
  promotion_code: {
    account: { points: 10, duration: 15 * minute },
    address: { points: 50, duration: 15 * minute },
  },
  password: { account: { points: 10, duration: 15 * minute }, address: { points: 50, duration: 15 * minute } },
} as const;

export type Attempt = keyof typeof limits;
export type Attempter = { account: string; address: string };
type Side = keyof Attempter;

/**
 * Counts an attempt, before it is made, so that parallel ones cannot slip past.
 *
 * @throws GatehouseError `rate_limited` with `retryAfter` in seconds.
 */
export async function countAttempt(attempt: Attempt, by: Attempter): Promise<void> {
  await Promise.all([consume(attempt, "account", by.account), consume(attempt, "address", by.address)]);
}

/** After a success: the account starts afresh, and the address gets its attempt back. */
export async function forgiveAttempt(attempt: Attempt, by: Attempter): Promise<void> {
  await limiter(attempt, "account").delete(hashToken(by.account));
  await limiter(attempt, "address").reward(hashToken(by.address), 1);
}

async function consume(attempt: Attempt, side: Side, who: string) {
  try {
    await limiter(attempt, side).consume(hashToken(who));
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const retryAfter = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    throw new GatehouseError("rate_limited", `Too many attempts. Try again in ${inWords(retryAfter)}.`, { retryAfter });
  }
}

function inWords(seconds: number): string {
  if (seconds < 90) return `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}

/** The key holds a hash of the account or address, so the table names nobody. */
const limiter = (attempt: Attempt, side: Side) =>
  limiterOn({ ...limits[attempt][side], keyPrefix: `${attempt}:${side}` });
