import "server-only";
import type { RateLimiterPostgres } from "rate-limiter-flexible";
import { wallNow } from "@/lib/clock";
import { env } from "@/lib/env";
import { GatehouseError } from "@/lib/errors";
import { addHeaders } from "@/lib/http";
import { logger } from "@/lib/logger";
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

const windowMs = 60_000;
const exchangeMs = 1_000;

/** Whose requests are counted: a platform key, a customer's key, or all that comes from one organization. */
export type Subject = { kind: "platform_key" | "api_key" | "organization"; id: string };

const quotas = (): Readonly<Record<Subject["kind"], Quota>> => ({
  platform_key: { limit: env.RATE_LIMIT_PLATFORM_KEY, windowMs },
  api_key: { limit: env.RATE_LIMIT_API_KEY, windowMs },
  organization: { limit: env.RATE_LIMIT_ORGANIZATION, windowMs },
});

type Entry = { subject: Subject; quota: Quota; window: Window };

/** Next's bundle and what is beside it each have this module of their own; a process counts once. */
const shared = globalThis as typeof globalThis & {
  gatehouseRequests?: { entries: Map<string, Entry>; timer: NodeJS.Timeout | undefined };
};
shared.gatehouseRequests ??= { entries: new Map(), timer: undefined };
const counted = shared.gatehouseRequests;

/**
 * Counts a request against every subject it is made for, and tells what is left in the answer's header fields. Decided
 * from memory, so that a request waits for nothing; once a second the servers exchange what they counted through the
 * database. While that is away each goes on counting by itself.
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
  throw new GatehouseError("rate_limited", `Too many requests: ${verdict.limit} a minute are allowed.`, { retryAfter });
}

function takeOne(subject: Subject, now: number): Verdict {
  const name = `${subject.kind}:${subject.id}`;
  const entry = counted.entries.get(name) ?? {
    subject,
    quota: quotas()[subject.kind],
    window: openWindow(quotas()[subject.kind], now),
  };
  if (entry.window.resetsAt <= now) entry.window = openWindow(entry.quota, now);
  const { window, verdict } = take(entry.window, entry.quota, now);
  entry.window = window;
  counted.entries.set(name, entry);
  return verdict;
}

function exchangeSoon(): void {
  if (counted.timer) return;
  counted.timer = setTimeout(exchange, exchangeMs);
  counted.timer.unref();
}

/** Tells the others what was let through here, and learns what was there. A window that is over is forgotten. */
export async function exchange(): Promise<void> {
  counted.timer = undefined;
  const now = wallNow().getTime();
  for (const [name, entry] of counted.entries) {
    if (entry.window.resetsAt <= now) counted.entries.delete(name);
    else if (entry.window.unsaid > 0) await exchangeOne(entry);
  }
}

async function exchangeOne(entry: Entry): Promise<void> {
  const said = entry.window.unsaid;
  try {
    const { consumedPoints, msBeforeNext } = await counter(entry).penalty(entry.subject.id, said);
    entry.window = exchanged(entry.window, said, consumedPoints, msBeforeNext, wallNow().getTime());
  } catch (error) {
    logger.warn({ err: error }, "rate limits are counted by this server alone for now");
  }
}

function counter({ subject, quota }: Entry): RateLimiterPostgres {
  return limiterOn({ points: quota.limit, duration: quota.windowMs / 1000, keyPrefix: `api:${subject.kind}` });
}
