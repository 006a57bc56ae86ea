import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pastPeriods } from "./past-periods";

const at = (text: string) => new Date(`${text}T00:00:00Z`);
const row = (start: string, end: string, used: number) => ({ start: at(start), end: at(end), used });
const facts = { kind: "billing_month", anchor: at("2026-01-31"), since: at("2025-01-01"), most: 4 } as const;

describe("the latest periods of a counter", () => {
  it("end with the current one; a month without usage is zero", () => {
    const counted = [row("2026-02-28", "2026-03-31", 7), row("2026-04-30", "2026-05-31", 2)];
    expect(pastPeriods({ ...facts, now: at("2026-05-10") }, counted)).toEqual([
      row("2026-01-31", "2026-02-28", 0),
      row("2026-02-28", "2026-03-31", 7),
      row("2026-03-31", "2026-04-30", 0),
      row("2026-04-30", "2026-05-31", 2),
    ]);
  });

  it("start with the organization", () => {
    expect(pastPeriods({ ...facts, since: at("2026-04-20"), now: at("2026-05-10") }, [])).toEqual([
      row("2026-03-31", "2026-04-30", 0),
      row("2026-04-30", "2026-05-31", 0),
    ]);
  });

  it("keep the bounds they were counted under when the anchor moved, cut where the next one started", () => {
    const moved = { ...facts, anchor: at("2026-03-14"), since: at("2026-03-01"), now: at("2026-03-20") };
    const counted = [row("2026-03-01", "2026-04-01", 5), row("2026-03-14", "2026-04-14", 1)].reverse();
    expect(pastPeriods(moved, counted)).toEqual([
      row("2026-03-01", "2026-03-14", 5),
      row("2026-03-14", "2026-04-14", 1),
    ]);
  });

  it("have no gap and no overlap, whatever was counted", () => {
    const day = fc
      .integer({ min: 0, max: 400 })
      .map((days) => new Date(at("2025-06-01").getTime() + days * 86_400_000));
    fc.assert(
      fc.property(day, day, fc.array(day, { maxLength: 5 }), (anchor, now, starts) => {
        const counted = starts.map((start) => ({ start, end: new Date(start.getTime() + 30 * 86_400_000), used: 1 }));
        const periods = pastPeriods({ ...facts, anchor, now, since: at("2025-06-01"), most: 12 }, counted);
        expect(periods.length).toBeGreaterThan(0);
        expect(periods.length).toBeLessThanOrEqual(12);
        for (const [index, period] of periods.entries()) {
          expect(period.start.getTime()).toBeLessThan(period.end.getTime());
          if (index > 0) expect(period.start).toEqual(periods[index - 1]?.end);
        }
      }),
    );
  });
});
