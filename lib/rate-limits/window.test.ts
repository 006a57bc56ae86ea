import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exchanged, openWindow, rateLimitHeaders, take, tighter, type Window } from "./window";

const quota = { limit: 3, windowMs: 60_000 };

function takeTimes(window: Window, times: number, at = 0) {
  const verdicts = [];
  let now = window;
  for (let index = 0; index < times; index += 1) {
    const taken = take(now, quota, at);
    now = taken.window;
    verdicts.push(taken.verdict);
  }
  return { window: now, verdicts };
}

describe("a window", () => {
  it("allows what fits and no more; a rejected request isn't counted", () => {
    const { window, verdicts } = takeTimes(openWindow(quota, 0), 5);
    expect(verdicts.map(({ allowed, remaining }) => [allowed, remaining])).toEqual([
      [true, 2],
      [true, 1],
      [true, 0],
      [false, 0],
      [false, 0],
    ]);
    expect(window.unshared).toBe(3);
  });

  it("counts other servers' requests after an exchange", () => {
    const { window } = takeTimes(openWindow(quota, 0), 1);
    const known = exchanged(window, 1, 3, 40_000, 5_000);
    expect(known).toEqual({ total: 3, unshared: 0, resetsAt: 45_000 });
    expect(take(known, quota, 5_000).verdict).toEqual({ allowed: false, limit: 3, remaining: 0, resetSeconds: 40 });
  });

  it("keeps what was allowed during the exchange", () => {
    const { window } = takeTimes(openWindow(quota, 0), 2);
    expect(exchanged(window, 1, 1, 40_000, 0)).toMatchObject({ total: 1, unshared: 1 });
  });

  it("is described by the draft's two headers", () => {
    const { verdicts } = takeTimes(openWindow(quota, 0), 1, 500);
    const [verdict] = verdicts;
    if (!verdict) throw new Error("no verdict");
    expect(rateLimitHeaders(verdict, quota)).toEqual([
      ["RateLimit-Policy", '"requests";q=3;w=60'],
      ["RateLimit", '"requests";r=2;t=60'],
    ]);
  });

  it("that is full wins over one that isn't, else the one with fewer requests left", () => {
    const some = { allowed: true, limit: 9, remaining: 5, resetSeconds: 1 };
    expect(tighter(some, { ...some, remaining: 4 }).remaining).toBe(4);
    expect(tighter(some, { ...some, allowed: false, remaining: 9 }).allowed).toBe(false);
    expect(tighter({ ...some, allowed: false }, { ...some, remaining: 1 }).allowed).toBe(false);
  });

  it("of several servers is full on all of them once they have exchanged that it is", () => {
    const steps = fc.array(fc.oneof(fc.constant("exchange" as const), fc.integer({ min: 0, max: 2 })), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(steps, (actions) => {
        const servers = [0, 1, 2].map(() => openWindow(quota, 0));
        let common = 0;
        for (const action of actions) {
          if (action === "exchange") {
            const before = common;
            common += servers.reduce((sum, { unshared }) => sum + unshared, 0);
            if (before >= quota.limit) expect(common).toBe(before);
            expect(common).toBeLessThanOrEqual(quota.limit * servers.length);
            for (const [index, window] of servers.entries()) {
              servers[index] = exchanged(window, window.unshared, common, 60_000, 0);
            }
          } else {
            servers[action] = take(servers[action] ?? openWindow(quota, 0), quota, 0).window;
          }
        }
      }),
    );
  });
});
