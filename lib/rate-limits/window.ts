/** How many requests of one subject fit into each window. */
export type Quota = { limit: number; windowMs: number };

/**
 * What one server knows of a subject's present window. `elsewhere` is what all servers together had counted when it was
 * last asked, `unsaid` what this one has let through since; their sum can lag behind by one exchange, and never goes back.
 */
export type Window = { elsewhere: number; unsaid: number; resetsAt: number };

export type Verdict = {
  allowed: boolean;
  limit: number;
  remaining: number;
  /** Whole seconds until the window begins anew, rounded up. */
  resetSeconds: number;
};

export const openWindow = ({ windowMs }: Quota, now: number): Window => ({
  elsewhere: 0,
  unsaid: 0,
  resetsAt: now + windowMs,
});

/** Whether one more request fits, which is counted if it does. A refused one costs nothing. */
export function take(window: Window, { limit }: Quota, now: number): { window: Window; verdict: Verdict } {
  const used = window.elsewhere + window.unsaid;
  const allowed = used < limit;
  const after = allowed ? { ...window, unsaid: window.unsaid + 1 } : window;
  const remaining = Math.max(0, limit - used - (allowed ? 1 : 0));
  const resetSeconds = Math.max(1, Math.ceil((window.resetsAt - now) / 1000));
  return { window: after, verdict: { allowed, limit, remaining, resetSeconds } };
}

/** After `said` of this server's requests were added to the common count, which then was `total` and ends in `endsInMs`. */
export function exchanged(window: Window, said: number, total: number, endsInMs: number, now: number): Window {
  return { elsewhere: total, unsaid: Math.max(0, window.unsaid - said), resetsAt: now + endsInMs };
}

/** The one that leaves less. */
export const tighter = (one: Verdict, other: Verdict): Verdict => {
  if (one.allowed !== other.allowed) return one.allowed ? other : one;
  return other.remaining < one.remaining ? other : one;
};

/**
 * The fields of `draft-ietf-httpapi-ratelimit-headers`: what is allowed in which window, and what is left of it.
 */
export function rateLimitHeaders({ limit, remaining, resetSeconds }: Verdict, { windowMs }: Quota): [string, string][] {
  return [
    ["RateLimit-Policy", `"requests";q=${limit};w=${windowMs / 1000}`],
    ["RateLimit", `"requests";r=${remaining};t=${resetSeconds}`],
  ];
}
