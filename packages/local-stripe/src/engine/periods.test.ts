import fc from "fast-check";
import { expect, test } from "vitest";
import { boundary, type Cadence, periodContaining, splitByCycle } from "./periods";

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

test("every moment lies in exactly one period, and periods are contiguous", () => {
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

test("splitting a time range leaves no gaps or overlaps, and only the ends can be partial periods", () => {
  const ranges = fc.record({ start: moments, length: fc.integer({ min: 1, max: 400 * 86_400 }) });
  fc.assert(
    fc.property(moments, cadences, ranges, (anchor, cadence, { start, length }) => {
      const end = start + length;
      const found = splitByCycle(anchor, cadence, { start, end });
      expect([found[0]?.start, found.at(-1)?.end]).toEqual([start, end]);
      found.slice(1).forEach((part, index) => {
        expect(part.start).toBe(found[index]?.end);
      });
      for (const part of found.slice(1, -1)) expect(part).toEqual(periodContaining(anchor, cadence, part.start));
    }),
  );
});

/** A naive day-by-day calendar in UTC, as a reference implementation. */
function monthsLater(year: number, month: number, dayOfMonth: number, months: number): string {
  const leap = (each: number) => (each % 4 === 0 && each % 100 !== 0) || each % 400 === 0;
  let [y, m] = [year, month];
  for (let left = months; left > 0; left -= 1) [y, m] = m === 12 ? [y + 1, 1] : [y, m + 1];
  const lengths = [31, leap(y) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  const date = Math.min(dayOfMonth, lengths[m - 1] ?? 31);
  return `${y}-${String(m).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
}

test("months keep the anchor's day and hour through short months, leap years and daylight saving time", () => {
  const anchors = fc.record({
    year: fc.integer({ min: 2000, max: 2060 }),
    month: fc.integer({ min: 1, max: 12 }),
    date: fc.integer({ min: 1, max: 31 }),
    hour: fc.integer({ min: 0, max: 23 }),
    steps: fc.integer({ min: 0, max: 60 }),
  });
  fc.assert(
    fc.property(anchors, ({ year, month, date, hour, steps }) => {
      const time = `T${String(hour).padStart(2, "0")}:30:00Z`;
      const anchor = at(monthsLater(year, month, date, 0) + time);
      const own = Number(day(anchor).slice(8));
      expect(boundary(anchor, monthly, steps)).toBe(at(monthsLater(year, month, own, steps) + time));
      expect(boundary(anchor, { ...monthly, day: date }, steps)).toBe(at(monthsLater(year, month, date, steps) + time));
    }),
  );
});
