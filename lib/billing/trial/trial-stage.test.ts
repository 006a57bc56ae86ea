import { describe, expect, it } from "vitest";
import { trialStage } from "./trial-stage";

const day = 86_400_000;
const end = new Date("2026-03-15T10:00:00Z");
const msBefore = (ms: number) => new Date(end.getTime() - ms);

describe("the email about a trial's end", () => {
  it.each([
    ["14 days before", 14 * day, undefined],
    ["a millisecond before the first", 7 * day + 1, undefined],
    ["7 days before, to the instant", 7 * day, 7],
    ["4 days before, after an outage of the job", 4 * day, 7],
    ["a millisecond before the second", 3 * day + 1, 7],
    ["3 days before", 3 * day, 3],
    ["2 days before", 2 * day, 3],
    ["1 day before", day, 1],
    ["a millisecond before the end", 1, 1],
    ["at the end, which has another email", 0, undefined],
    ["after it", -day, undefined],
  ])("%s", (_when, ms, expected) => expect(trialStage(end, msBefore(ms))?.days).toBe(expected));

  it("is due from the moment that many days are left", () => {
    expect(trialStage(end, msBefore(2 * day))?.since).toEqual(msBefore(3 * day));
  });
});
