import "server-only";
import type { RateLimiterPostgres } from "rate-limiter-flexible";
import { wallNow } from "@/lib/clock";
import { minute, second } from "@/lib/durations";
import { env } from "@/lib/env";
import { GatehouseError } from "@/lib/errors";
import { addHeaders } from "@/lib/http";
import { logger } from "@/lib/logger";
import { formatNumber } from "@/lib/numbers";
import { limiterOn } from "./store";
import {
  exchanged,
  openWindow,
  type Quota,
  rateLimitHeaders,
  take,
  tighter,
  type Verdict,
  type Window,
} from "./window";

const windowMs = minute;
const exchangeMs = second;

/** Whose requests are counted: a platform key's, an organization key's, or all of an organization. */
export type Subject = { kind: "platform_key" | "api_key" | "organization"; id: string };

const quotas = (): Readonly<Record<Subject["kind"], Quota>> => ({
  platform_key: { limit: env.RATE_LIMIT_PLATFORM_KEY, windowMs },
  api_key: { limit: env.RATE_LIMIT_API_KEY, windowMs },
  organization: { limit: env.RATE_LIMIT_ORGANIZATION, windowMs },
});

type Entry = { subject: Subject; quota: Quota; window: Window };

/** Next's bundle and the fast path load this module separately, but a process counts once. */
const processWide = globalThis as typeof globalThis & {
  gatehouseRequests?: { entries: Map<string, Entry>; timer: NodeJS.Timeout | undefined };
};
processWide.gatehouseRequests ??= { entries: new Map(), timer: undefined };
const counts = processWide.gatehouseRequests;

/**
 * Counts a request against each of its subjects and adds the rate-limit headers to its answer. Decided in memory, so
 * requests don't wait; once a second the servers exchange their counts through the database. Without it, each keeps
 * counting on its own.
 *
 * @throws GatehouseError `rate_limited` (429) with `retryAfter` in seconds.
 */
export function takeRequest(request: Request, subjects: readonly Subject[]): void {
  const now = wallNow().getTime();
  const verdicts = subjects.map((subject) => takeOne(subject, now));
  const verdict = verdicts.reduce(tighter);
  addHeaders(request, rateLimitHeaders(verdict, { limit: verdict.limit, windowMs }));
  exchangeSoon();
  if (verdict.allowed) return;
  const retryAfter = verdict.resetSeconds;
  throw new GatehouseError("rate_limited", `Too many requests: the limit is ${formatNumber(verdict.limit)} a minute.`, {
    retryAfter,
  });
}

function takeOne(subject: Subject, now: number): Verdict {
  const name = `${subject.kind}:${subject.id}`;
  const entry = counts.entries.get(name) ?? {
    subject,
    quota: quotas()[subject.kind],
    window: openWindow(quotas()[subject.kind], now),
  };
  if (entry.window.resetsAt <= now) entry.window = openWindow(entry.quota, now);
  const { window, verdict } = take(entry.window, entry.quota, now);
  entry.window = window;
  counts.entries.set(name, entry);
  return verdict;
}

function exchangeSoon(): void {
  if (counts.timer) return;
  counts.timer = setTimeout(exchange, exchangeMs);
  counts.timer.unref();
}

/** Shares this server's counts and reads the total. Windows that have ended are dropped. */
export async function exchange(): Promise<void> {
  counts.timer = undefined;
  const now = wallNow().getTime();
  for (const [name, entry] of counts.entries) {
    if (entry.window.resetsAt <= now) counts.entries.delete(name);
    else if (entry.window.unshared > 0) await exchangeOne(entry);
  }
}

async function exchangeOne(entry: Entry): Promise<void> {
  const shared = entry.window.unshared;
  try {
    const { consumedPoints, msBeforeNext } = await limiterFor(entry).penalty(entry.subject.id, shared);
    entry.window = exchanged(entry.window, shared, consumedPoints, msBeforeNext, wallNow().getTime());
  } catch (error) {
    logger.warn({ err: error }, "rate limits are per server until the database is back");
  }
}

function limiterFor({ subject, quota }: Entry): RateLimiterPostgres {
  return limiterOn({ points: quota.limit, duration: quota.windowMs / 1000, keyPrefix: `api:${subject.kind}` });
}
