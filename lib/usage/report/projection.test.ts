import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { project } from "./projection";

const at = (text: string) => new Date(`${text}Z`);
const june = { start: at("2026-06-01T00:00"), end: at("2026-07-01T00:00") };

describe("a projection", () => {
  it.each([
    ["a limit that is met only when it is rounded up", "2026-06-21T00:00", 199, 299, { used: 299, reaches: null }],
    ["half of the month gone, half of it to come", "2026-06-16T00:00", 500, 2000, { used: 1000, reaches: null }],
    ["at this pace it meets the limit", "2026-06-11T00:00", 100, 200, { used: 300, reaches: at("2026-06-21T00:00") }],
    ["the limit is behind", "2026-06-11T00:00", 210, 200, { used: 630, reaches: null }],
    ["there is no limit", "2026-06-11T00:00", 100, null, { used: 300, reaches: null }],
    ["it ends just at the limit", "2026-06-11T00:00", 100, 300, { used: 300, reaches: at("2026-07-01T00:00") }],
    ["the first day", "2026-06-01T23:59", 100, 200, null],
    ["nothing was used", "2026-06-11T00:00", 0, 200, null],
    ["the period is over", "2026-07-01T00:01", 100, 200, null],
  ] as const)("%s", (_, now, used, limit, expected) => {
    expect(project(june, used, limit, at(now))).toEqual(expected);
  });

  it("is never below current usage, and reaches a limit between now and the end", () => {
    const moment = fc.date({ min: at("2026-06-02T00:00"), max: june.end, noInvalidDate: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 1, max: 1e9 }), moment, (used, limit, now) => {
        const projection = project(june, used, limit, now);
        expect(projection?.used).toBeGreaterThanOrEqual(used);
        const reaches = projection?.reaches;
        if (!reaches) return;
        expect(reaches.getTime()).toBeGreaterThanOrEqual(now.getTime());
        expect(reaches.getTime()).toBeLessThanOrEqual(june.end.getTime());
      }),
    );
  });
});
