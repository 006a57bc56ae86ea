import fc from "fast-check";
import { expect, test } from "vitest";
import { boundary, type Cadence, periodContaining } from "./periods";

const at = (date: string): number => Date.parse(date) / 1000;
const day = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 10);
const monthly: Cadence = { interval: "month", interval_count: 1 };

test.each([
  ["2026-01-31", monthly, ["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"]],
  ["2028-01-31", monthly, ["2028-02-29", "2028-03-31"]],
  [
    "2028-02-29",
    { interval: "year", interval_count: 1 } as const,
    ["2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29"],
  ],
  ["2026-11-30", { interval: "month", interval_count: 3 } as const, ["2027-02-28", "2027-05-30"]],
  ["2026-01-01", { interval: "week", interval_count: 2 } as const, ["2026-01-15", "2026-01-29"]],
  ["2026-01-01", { interval: "day", interval_count: 30 } as const, ["2026-01-31", "2026-03-02"]],
])("from %s by %o", (anchor, cadence, expected) => {
  expect(expected.map((_, index) => day(boundary(at(anchor), cadence, index + 1)))).toEqual(expected);
});

const cadences = fc.record({
  interval: fc.constantFrom("day" as const, "week" as const, "month" as const, "year" as const),
  interval_count: fc.integer({ min: 1, max: 12 }),
});
const moments = fc.integer({ min: at("2000-01-01"), max: at("2060-01-01") });

test("every moment lies in exactly one period, and the next begins where it ends", () => {
  fc.assert(
    fc.property(moments, cadences, moments, (anchor, cadence, moment) => {
      const period = periodContaining(anchor, cadence, moment);
      expect(period.start).toBeLessThanOrEqual(moment);
      expect(period.end).toBeGreaterThan(moment);
      expect(periodContaining(anchor, cadence, period.end).start).toBe(period.end);
      expect(periodContaining(anchor, cadence, period.start)).toEqual(period);
    }),
  );
});
