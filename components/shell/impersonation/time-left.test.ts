import { describe, expect, it } from "vitest";
import { announcementOf, timeLeft } from "./time-left";

describe("the time left", () => {
  it.each([
    [240 * 60_000, "240 min left"],
    [30 * 60_000, "30 min left"],
    [29 * 60_000 + 1, "30 min left"],
    [120_000, "2 min left"],
    [119_000, "1 min 59 s left"],
    [60_000, "1 min 0 s left"],
    [59_001, "1 min 0 s left"],
    [500, "1 s left"],
    [0, "0 s left"],
    [-5_000, "0 s left"],
  ])("shows %i ms as %s", (ms, words) => expect(timeLeft(ms)).toBe(words));

  it("is announced five minutes and one minute before the end, and at the end", () => {
    const announced = [400_000, 300_000, 200_000, 60_000, 1, 0, -1].map(announcementOf);
    expect(new Set(announced).size).toBe(4);
    expect(announced[0]).toBe("");
    expect(announced.at(-1)).toMatch(/^Time is up/);
  });
});
