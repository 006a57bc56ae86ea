/** The requests a subject may make per window. */
export type Quota = { limit: number; windowMs: number };

/**
 * A subject's current window on one server. `total` is what all servers had counted at the last exchange, `unshared` what
 * this one has allowed since. Their sum can lag by one exchange, and never decreases.
 */
export type Window = { total: number; unshared: number; resetsAt: number };

export type Verdict = {
  allowed: boolean;
  limit: number;
  remaining: number;
  /** Seconds until the window resets, rounded up. */
  resetSeconds: number;
};

export const openWindow = ({ windowMs }: Quota, now: number): Window => ({
  total: 0,
  unshared: 0,
  resetsAt: now + windowMs,
});

/** Counts one more request if it fits. A rejected one is not counted. */
export function take(window: Window, { limit }: Quota, now: number): { window: Window; verdict: Verdict } {
  const used = window.total + window.unshared;
  const allowed = used < limit;
  const after = allowed ? { ...window, unshared: window.unshared + 1 } : window;
  const remaining = Math.max(0, limit - used - (allowed ? 1 : 0));
  const resetSeconds = Math.max(1, Math.ceil((window.resetsAt - now) / 1000));
  return { window: after, verdict: { allowed, limit, remaining, resetSeconds } };
}

/** After `shared` requests of this server were added to the common count, which is then `total` and ends in `endsInMs`. */
export function exchanged(window: Window, shared: number, total: number, endsInMs: number, now: number): Window {
  return { total, unshared: Math.max(0, window.unshared - shared), resetsAt: now + endsInMs };
}

/** The verdict that leaves fewer requests. */
export const tighter = (one: Verdict, other: Verdict): Verdict => {
  if (one.allowed !== other.allowed) return one.allowed ? other : one;
  return other.remaining < one.remaining ? other : one;
};

/**
 * The headers of `draft-ietf-httpapi-ratelimit-headers`: the limit, its window and the requests left.
 */
export function rateLimitHeaders({ limit, remaining, resetSeconds }: Verdict, { windowMs }: Quota): [string, string][] {
  return [
    ["RateLimit-Policy", `"requests";q=${limit};w=${windowMs / 1000}`],
    ["RateLimit", `"requests";r=${remaining};t=${resetSeconds}`],
  ];
}
