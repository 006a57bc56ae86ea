import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type MovementKind, movementsBetween, type Revenue } from "./movements";

const usd = (mrr: number, paused = false): Revenue => ({ mrr, currency: "usd", paused });
const held = (mrr: number): Revenue => ({ ...usd(0, true), held: { mrr, currency: "usd" } });
const never: Revenue = { mrr: 0, currency: null, paused: false };

describe("a movement", () => {
  it.each<[string, Revenue, Revenue, boolean, MovementKind, number]>([
    ["the first revenue ever", never, usd(19900), false, "new", 19900],
    ["the first after a free plan", usd(0), usd(19900), false, "new", 19900],
    ["paying more", usd(4900), usd(19900), true, "expansion", 15000],
    ["paying less", usd(19900), usd(4900), true, "contraction", -15000],
    ["canceling", usd(19900), usd(0), true, "churn", -19900],
    ["returning", usd(0), usd(4900), true, "reactivation", 4900],
    ["pausing", usd(19900), usd(0, true), true, "paused", -19900],
    ["resuming", held(19900), usd(19900), true, "resumed", 19900],
  ])("%s", (_what, before, after, everPaid, kind, amount) => {
    expect(movementsBetween(before, after, everPaid)).toEqual([
      { kind, currency: "usd", amount, mrrBefore: before.mrr, mrrAfter: after.mrr },
    ]);
  });

  it.each<[string, Revenue, Revenue]>([
    ["a trial", never, never],
    ["the same revenue", usd(19900), usd(19900)],
    ["a pause that goes on", held(19900), usd(0, true)],
    ["the end of a paused subscription that never paid", usd(0, true), usd(0)],
  ])("isn't caused by %s", (_what, before, after) => {
    expect(movementsBetween(before, after, true)).toEqual([]);
  });

  it("is churn of what was paid before when a paused subscription is canceled", () => {
    expect(movementsBetween(held(19900), usd(0), true)).toEqual([
      { kind: "resumed", currency: "usd", amount: 19900, mrrBefore: 0, mrrAfter: 19900 },
      { kind: "churn", currency: "usd", amount: -19900, mrrBefore: 19900, mrrAfter: 0 },
    ]);
  });

  it("takes out of the pause what went in, and the rest is an expansion", () => {
    expect(movementsBetween(held(4900), usd(19900), true)).toEqual([
      { kind: "resumed", currency: "usd", amount: 4900, mrrBefore: 0, mrrAfter: 4900 },
      { kind: "expansion", currency: "usd", amount: 15000, mrrBefore: 4900, mrrAfter: 19900 },
    ]);
  });

  it("is a contraction and an expansion when the currency changes, not churn", () => {
    const after: Revenue = { mrr: 18000, currency: "eur", paused: false };
    expect(movementsBetween(usd(19900), after, true)).toEqual([
      { kind: "contraction", currency: "usd", amount: -19900, mrrBefore: 19900, mrrAfter: 0 },
      { kind: "expansion", currency: "eur", amount: 18000, mrrBefore: 0, mrrAfter: 18000 },
    ]);
  });

  it.each<[string, Revenue]>([
    ["no currency", never],
    ["another currency", { mrr: 0, currency: "eur", paused: false }],
  ])("is churn in the currency that was paid when what is left has %s", (_what, after) => {
    expect(movementsBetween(usd(19900), after, true)).toEqual([
      { kind: "churn", currency: "usd", amount: -19900, mrrBefore: 19900, mrrAfter: 0 },
    ]);
  });

  it("is in the new currency when a customer returns in another", () => {
    expect(movementsBetween(usd(0), { mrr: 18000, currency: "eur", paused: false }, true)).toEqual([
      { kind: "reactivation", currency: "eur", amount: 18000, mrrBefore: 0, mrrAfter: 18000 },
    ]);
  });

  const anyRevenue = fc.record({
    mrr: fc.integer({ min: 0, max: 1_000_000 }),
    currency: fc.constantFrom("usd", "eur"),
    paused: fc.boolean(),
  });

  it("adds up: opening + movements = closing, in every currency, over any history", () => {
    fc.assert(
      fc.property(fc.array(anyRevenue, { maxLength: 20 }), (history) => {
        const steps = history.map((step) => (step.paused ? { ...step, mrr: 0 } : step));
        const { totals } = replay(steps);
        const last = steps.at(-1) ?? never;
        for (const currency of ["usd", "eur"]) {
          expect(totals.get(currency) ?? 0).toBe(last.currency === currency ? last.mrr : 0);
        }
      }),
    );
  });

  it("leaves nothing in the paused bucket unless it is paused", () => {
    fc.assert(
      fc.property(fc.array(anyRevenue, { maxLength: 20 }), (history) => {
        const steps = history.map((step) => (step.paused ? { ...step, mrr: 0 } : step));
        const { inPause } = replay(steps);
        if (steps.at(-1)?.paused !== true) expect(inPause).toBe(0);
      }),
    );
  });

  it("is new exactly once, and first", () => {
    fc.assert(
      fc.property(fc.array(anyRevenue, { maxLength: 20 }), (history) => {
        const { kinds } = replay(history);
        expect(kinds.filter((kind) => kind === "new").length).toBe(kinds.length > 0 ? 1 : 0);
        if (kinds.length > 0) expect(kinds[0]).toBe("new");
      }),
    );
  });
});

function replay(history: readonly Revenue[]) {
  const totals = new Map<string, number>();
  const kinds: MovementKind[] = [];
  let before = never;
  let held: Revenue["held"] = null;
  let inPause = 0;
  for (const after of history) {
    for (const { kind, currency, amount, mrrBefore } of movementsBetween(
      { ...before, held },
      after,
      kinds.length > 0,
    )) {
      totals.set(currency, (totals.get(currency) ?? 0) + amount);
      kinds.push(kind);
      if (kind === "paused" || kind === "resumed") inPause -= amount;
      held = kind === "paused" ? { mrr: mrrBefore, currency } : null;
    }
    before = after;
  }
  return { totals, kinds, inPause };
}
