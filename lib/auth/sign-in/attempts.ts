import "server-only";
import { type RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { hour, minute, second } from "@/lib/durations";
import { GatehouseError } from "@/lib/errors";
import { formatCount } from "@/lib/numbers";
import { limiterOn } from "@/lib/rate-limits";
import { hashToken } from "../links/tokens";

/** In seconds, as the rate limiter counts. */
const minutes = (count: number) => (count * minute) / second;
const hours = (count: number) => (count * hour) / second;

export type Attempt =
  | "sign_in"
  | "sign_up"
  | "trial_check"
  | "reset"
  | "verification"
  | "invitation"
  | "export"
  | "usage_export"
  | "promotion_code"
  | "password"
  | "second_factor"
  | "passkey"
  | "email_change"
  | "email_code"
  | "email_code_sent"
  | "directory_invitation"
  | "oauth"
  | "oauth_answer"
  | "single_sign_on"
  | "single_sign_on_setup"
  | "support_request";

type Side = "device" | "both" | "account" | "address";

/** `duration` in seconds. */
type Limit = { points: number; duration: number };
type Limits = { account: Limit; address: Limit; both?: Limit };

/**
 * How many attempts are allowed, by what they have in common. `address` stops one place from trying many people; an office shares
 * one address, so it is higher. `account` stops guessing one person's password from many places. Where anyone can attempt something
 * on someone else's account, `both` is what one address may do to it, so that no one can keep its owner out from afar: the owner's
 * own address counts apart, and browsers where they have signed in before are counted by themselves, out of reach of others
 * (https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies).
 */
const limits: Readonly<Record<Attempt, Limits>> = {
  // All of an account's places together: as many failures as NIST SP 800-63B, 3.2.2, allows in a row.
  sign_in: {
    both: { points: 10, duration: minutes(15) },
    account: { points: 100, duration: hours(1) },
    address: { points: 50, duration: minutes(15) },
  },
  sign_up: { account: { points: 5, duration: hours(1) }, address: { points: 20, duration: minutes(10) } },
  // Account: the email's domain. Tells whether a company has had its trial, and is asked while someone types.
  trial_check: { account: { points: 60, duration: hours(1) }, address: { points: 60, duration: hours(1) } },
  reset: {
    both: { points: 5, duration: hours(1) },
    account: { points: 15, duration: hours(1) },
    address: { points: 20, duration: hours(1) },
  },
  verification: { account: { points: 5, duration: hours(1) }, address: { points: 20, duration: hours(1) } },
  // Account: the person who invites. Address: the email invited. Anyone who signs up chooses what these emails say.
  invitation: { account: { points: 60, duration: hours(1) }, address: { points: 10, duration: hours(24) } },
  // Account: the organization, whose directory invites everyone at once. Address: the email invited.
  directory_invitation: {
    account: { points: 2_000, duration: hours(1) },
    address: { points: 10, duration: hours(24) },
  },
  // Account: the organization. An export reads all of its data.
  export: { account: { points: 6, duration: hours(1) }, address: { points: 30, duration: hours(1) } },
  // Account: the organization. One file for each counter and period.
  usage_export: { account: { points: 60, duration: hours(1) }, address: { points: 120, duration: hours(1) } },
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
  // Six digits: at 50 tries an hour, one of the codes of a whole day is guessed with odds of 1 in 800.
  email_code: {
    both: { points: 5, duration: minutes(15) },
    account: { points: 50, duration: hours(1) },
    address: { points: 50, duration: minutes(15) },
  },
  // Account: the address it is emailed to.
  email_code_sent: { account: { points: 5, duration: hours(1) }, address: { points: 20, duration: hours(1) } },
  // Account: the browser. Each one writes a row.
  oauth: { account: { points: 30, duration: minutes(15) }, address: { points: 200, duration: minutes(15) } },
  // Account: the address again. Each one asks the provider, whose limits all customers share.
  oauth_answer: { account: { points: 200, duration: minutes(15) }, address: { points: 200, duration: minutes(15) } },
  // Account: the organization, or the email's domain. An office shares an address, and everyone may start at nine.
  single_sign_on: {
    account: { points: 3_000, duration: minutes(15) },
    address: { points: 300, duration: minutes(15) },
  },
  // Account: the organization. Each attempt asks a DNS server or an identity provider.
  single_sign_on_setup: {
    account: { points: 60, duration: hours(1) },
    address: { points: 120, duration: hours(1) },
  },
  // Account: the address to reply to, which gets an email, and may be a stranger's.
  support_request: { account: { points: 5, duration: hours(1) }, address: { points: 10, duration: hours(1) } },
  password: { account: { points: 10, duration: minutes(15) }, address: { points: 50, duration: minutes(15) } },
};

/** Errors of attempts that were the first one too many. */
const firstRefusals = new WeakSet<object>();

/** Whether the error of `countAttempt` is the first one of its kind in a row, so that recording it can't be used to fill a table. */
export const isFirstRefusal = (error: unknown): boolean =>
  typeof error === "object" && error !== null && firstRefusals.has(error);

/** @param device of a browser the account has signed in with: see `deviceKnownTo`. */
export type Attempter = { account: string; address: string; device?: string | undefined };

/**
 * Counts an attempt. Call it before the attempt, so that concurrent ones can't exceed the limit. An attempt that is refused by a
 * narrower limit doesn't count against the account.
 *
 * @throws GatehouseError `rate_limited` with `retryAfter` in seconds.
 */
export async function countAttempt(attempt: Attempt, by: Attempter): Promise<void> {
  for (const count of countsOf(attempt, by)) await consume(count);
}

/** After a success: resets the count of this place, and gives the wider ones their attempt back. */
export async function forgiveAttempt(attempt: Attempt, by: Attempter): Promise<void> {
  const [nearest, ...wider] = countsOf(attempt, by).toSorted(nearestFirst);
  if (nearest) await nearest.limiter.delete(nearest.key);
  await Promise.all(wider.map(({ limiter, key }) => limiter.reward(key, 1)));
}

const order: readonly Side[] = ["device", "both", "account", "address"];
const nearestFirst = (one: Count, other: Count) => order.indexOf(one.side) - order.indexOf(other.side);

type Count = { side: Side; points: number; key: string; limiter: RateLimiterPostgres };

/** What an attempt counts against, narrowest first. */
function countsOf(attempt: Attempt, { account, address, device }: Attempter): Count[] {
  const { both, ...single } = limits[attempt];
  if (both && device) return [countOf(attempt, "device", both, `${account} ${device}`)];
  return [
    countOf(attempt, "address", single.address, address),
    ...(both ? [countOf(attempt, "both", both, `${account} ${address}`)] : []),
    countOf(attempt, "account", single.account, account),
  ];
}

/** Keyed by a hash of the account or address, so that the table holds no personal data. */
function countOf(attempt: Attempt, side: Side, limit: Limit, identity: string): Count {
  const limiter = limiterOn({ ...limit, keyPrefix: `${attempt}:${side}` });
  return { side, points: limit.points, key: hashToken(identity), limiter };
}

async function consume({ limiter, key, points }: Count) {
  try {
    await limiter.consume(key);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const retryAfter = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    const error = new GatehouseError("rate_limited", `Too many attempts. Try again in ${waitTime(retryAfter)}.`, {
      retryAfter,
    });
    if (refusal.consumedPoints === points + 1) firstRefusals.add(error);
    throw error;
  }
}

function waitTime(seconds: number): string {
  if (seconds < 90) return formatCount(seconds, "second");
  return formatCount(Math.ceil(seconds / 60), "minute");
}
