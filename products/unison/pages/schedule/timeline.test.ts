import { describe, expect, it } from "vitest";
import { barOf, dayBackground, timelineDays } from "./timeline";

const days = timelineDays("2026-12-01", []);

describe("the timeline of a plant", () => {
  it("shows a week, or up to the last day that matters, but no more than two weeks", () => {
    expect([days.length, days[0], days.at(-1)]).toEqual([7, "2026-12-01", "2026-12-07"]);
    expect(timelineDays("2026-12-01", [null, "2026-12-09", "2026-11-20"]).at(-1)).toBe("2026-12-09");
    expect(timelineDays("2026-12-01", ["2027-03-01"])).toHaveLength(14);
  });

  const quarter = ["2026-12-01", "2026-12-02", "2026-12-03", "2026-12-04"];
  it.each([
    ["in time", "2026-12-02", "2026-12-03", "2026-12-03", { onTime: { left: 25, width: 50 }, due: 75 }],
    [
      "a day late",
      "2026-12-02",
      "2026-12-04",
      "2026-12-03",
      { onTime: { left: 25, width: 50 }, late: { left: 75, width: 25 }, due: 75 },
    ],
    ["due before today", "2026-12-01", "2026-12-02", "2026-11-28", { late: { left: 0, width: 50 }, due: 0 }],
    ["due after the last day", "2026-12-01", "2026-12-09", "2026-12-09", { onTime: { left: 0, width: 100 } }],
    ["without a due day", "2026-12-04", "2026-12-04", null, { onTime: { left: 75, width: 25 } }],
    ["after the last day", "2026-12-08", "2026-12-09", "2026-12-02", { due: 50 }],
    ["of a lane without hours", null, null, "2026-12-02", { due: 50 }],
  ])("draws an order that is %s", (_, startsOn, finishesOn, dueOn, bar) => {
    expect(barOf(quarter, { startsOn, finishesOn, dueOn })).toEqual(bar);
  });

  it("shades days off, but not what is left of today", () => {
    const shifts = [{ startsAt: "06:00", endsAt: "14:00" }];
    const hours = { shifts, workdays: [3, 4], today: "2026-12-01", minute: 1_200 };
    expect(dayBackground(quarter, hours)).toContain(
      "transparent 0% 25%, transparent 25% 50%, transparent 50% 75%, var(--muted) 75% 100%",
    );
  });
});
