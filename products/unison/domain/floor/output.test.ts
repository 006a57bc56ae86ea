import { describe, expect, it } from "vitest";
import { change, fillDays } from "./output";

describe("output by day", () => {
  it("has every day, across the end of a month and including days without work", () => {
    expect(fillDays([{ day: "2026-02-28", pieces: 5 }], "2026-03-01", 3)).toEqual([
      { day: "2026-02-27", pieces: 0 },
      { day: "2026-02-28", pieces: 5 },
      { day: "2026-03-01", pieces: 0 },
    ]);
  });
  it("counts work dated tomorrow, in a time zone further east, as today's, and leaves out older work", () => {
    const finished = [
      { day: "2026-03-02", pieces: 3 },
      { day: "2026-03-01", pieces: 4 },
      { day: "2026-02-01", pieces: 9 },
    ];
    expect(fillDays(finished, "2026-03-01", 1)).toEqual([{ day: "2026-03-01", pieces: 7 }]);
  });
});

describe("the change from the first half to the second", () => {
  const days = (...pieces: number[]) => pieces.map((count, index) => ({ day: `2026-03-0${index + 1}`, pieces: count }));
  it.each([
    [days(4, 5), 0.25],
    [days(10, 0, 5, 0), -0.5],
    [days(1, 9, 1), 0],
    [days(0, 5), undefined],
    [[], undefined],
  ])("of %j is %s", (output, part) => expect(change(output)).toBe(part));
});
