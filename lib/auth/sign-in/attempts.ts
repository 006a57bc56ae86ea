import "server-only";
import { RateLimiterRes } from "rate-limiter-flexible";
import { hour, minute, second } from "@/lib/durations";
import { GatehouseError } from "@/lib/errors";
import { formatCount } from "@/lib/numbers";
import { limiterOn } from "@/lib/rate-limits";
import { hashToken } from "../links/tokens";

/** In seconds, as the rate limiter counts. */
const minutes = (count: number) => (count * minute) / second;
const hours = (count: number) => (count * hour) / second;

/**
 * How many attempts one account and one IP address have. The account's limit stops guessing one person's password from many
 * places; the address's limit stops one place from trying many people. An office shares one address, so its limit is higher.
 */
const limits = {
  sign_in: { account: { points: 10, duration: minutes(15) }, address: { points: 50, duration: minutes(15) } },
  sign_up: { account: { points: 5, duration: hours(1) }, address: { points: 20, duration: minutes(10) } },
  // Account: the email's domain. Tells whether a company has had its trial, and is asked while someone types.
  trial_check: { account: { points: 60, duration: hours(1) }, address: { points: 60, duration: hours(1) } },
  reset: { account: { points: 5, duration: hours(1) }, address: { points: 20, duration: hours(1) } },
  verification: { account: { points: 5, duration: hours(1) }, address: { points: 20, duration: hours(1) } },
  // Account: the person who invites. Address: the email invited. Anyone who signs up chooses what these emails say.
  invitation: { account: { points: 60, duration: hours(1) }, address: { points: 10, duration: hours(24) } },
  // Account: the organization. An export reads all of its data.
  export: { account: { points: 6, duration: hours(1) }, address: { points: 30, duration: hours(1) } },
  // Codes are short and guessable, and each attempt is a request to Stripe, whose rate limit all customers share.
  promotion_code: {
    account: { points: 10, duration: minutes(15) },
    address: { points: 50, duration: minutes(15) },
  },
  // Six digits can be guessed: a year of trying at this rate finds one of the three codes that are valid at a time with odds of 1 in 2.
  second_factor: { account: { points: 5, duration: minutes(15) }, address: { points: 50, duration: minutes(15) } },
  // Account: the passkey. Its signature can't be guessed; this only bounds the work.
  passkey: { account: { points: 30, duration: minutes(15) }, address: { points: 200, duration: minutes(15) } },
  email_change: { account: { points: 5, duration: hours(1) }, address: { points: 20, duration: hours(1) } },
  password: { account: { points: 10, duration: minutes(15) }, address: { points: 50, duration: minutes(15) } },
} as const;

/** Errors of attempts that were the first one too many. */
const firstRefusals = new WeakSet<object>();

/** Whether the error of `countAttempt` is the first one of its kind in a row, so that recording it can't be used to fill a table. */
export const isFirstRefusal = (error: unknown): boolean =>
  typeof error === "object" && error !== null && firstRefusals.has(error);

export type Attempt = keyof typeof limits;
export type Attempter = { account: string; address: string };
type Side = keyof Attempter;

/**
 * Counts an attempt. Call it before the attempt, so that concurrent ones can't exceed the limit.
 *
 * @throws GatehouseError `rate_limited` with `retryAfter` in seconds.
 */
export async function countAttempt(attempt: Attempt, by: Attempter): Promise<void> {
  await Promise.all([consume(attempt, "account", by.account), consume(attempt, "address", by.address)]);
}

/** After a success: resets the account's count, and gives the address its attempt back. */
export async function forgiveAttempt(attempt: Attempt, by: Attempter): Promise<void> {
  await limiter(attempt, "account").delete(hashToken(by.account));
  await limiter(attempt, "address").reward(hashToken(by.address), 1);
}

async function consume(attempt: Attempt, side: Side, identity: string) {
  try {
    await limiter(attempt, side).consume(hashToken(identity));
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const retryAfter = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    const error = new GatehouseError("rate_limited", `Too many attempts. Try again in ${waitTime(retryAfter)}.`, {
      retryAfter,
    });
    if (refusal.consumedPoints === limits[attempt][side].points + 1) firstRefusals.add(error);
    throw error;
  }
}

function waitTime(seconds: number): string {
  if (seconds < 90) return formatCount(seconds, "second");
  return formatCount(Math.ceil(seconds / 60), "minute");
}

/** Keyed by a hash of the account or address, so that the table holds no personal data. */
const limiter = (attempt: Attempt, side: Side) =>
  limiterOn({ ...limits[attempt][side], keyPrefix: `${attempt}:${side}` });
