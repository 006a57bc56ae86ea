import { describe, expect, it } from "vitest";
import { checksBetween, isLong, jobsBetween, nextStop, type Timetable, type Way } from "./timetable";

const timetable = {
  "expire-trials": { cron: "5 * * * *" },
  "tell-limits": { cron: "*/5 * * * *" },
  "watch-churn": { cron: "0 3 * * *" },
  reconcile: { cron: "0 4 * * *", check: true },
  "sweep-inbox": { cron: "* * * * *" },
  "send-email": {},
} as const satisfies Timetable;
const at = (instant: string) => new Date(`2027-02-${instant}Z`);
const way = (given: Partial<Way>): Way => ({
  at: at("01T10:20:00"),
  to: at("20T00:00:00"),
  stripe: null,
  trial: null,
  ...given,
});

describe("the next stop of a journey", () => {
  it.each([
    ["midnight, when nothing is due and the way is long", way({}), true, at("02T00:00:00")],
    ["the full hour, when it is short", way({}), false, at("01T11:00:00")],
    ["the end", way({ to: at("01T10:40:00") }), false, at("01T10:40:00")],
    ["where Stripe has something to do", way({ stripe: at("01T17:03:07") }), true, at("01T17:03:07")],
    ["not where Stripe had", way({ stripe: at("01T10:20:00") }), true, at("02T00:00:00")],
    ["after a trial's end, when the hourly jobs have run", way({ trial: at("01T14:06:00") }), true, at("01T15:05:00")],
    ["a trial's end itself, when they run that minute", way({ trial: at("01T14:05:00") }), true, at("01T14:05:00")],
  ])("%s", (_, given, long, expected) => {
    expect(nextStop(given, timetable, long)).toEqual(expected);
  });

  it("is by the day from two days on", () => {
    expect(isLong(at("01T00:00:00"), at("03T00:00:00"))).toBe(false);
    expect(isLong(at("01T00:00:00"), at("03T00:00:01"))).toBe(true);
  });
});

describe("the jobs on the way", () => {
  it.each([
    ["those of five minutes", "01T10:20:00", "01T10:25:00", ["tell-limits"]],
    ["none before their time", "01T10:05:00", "01T10:09:59", []],
    ["at their minute", "01T10:04:00", "01T10:05:00", ["expire-trials", "tell-limits"]],
    ["not again after it", "01T10:05:00", "01T10:06:00", []],
    ["each once in a day", "01T00:00:00", "02T00:00:00", ["expire-trials", "tell-limits", "watch-churn"]],
  ])("%s, and never what sweeps by the minute or runs on demand", (_, since, until, expected) => {
    expect(jobsBetween(timetable, at(since), at(until))).toEqual(expected);
  });

  it("and once at its end the checks", () => {
    expect(checksBetween(timetable, at("01T05:00:00"), at("11T00:00:00"))).toEqual(["reconcile"]);
    expect(checksBetween(timetable, at("01T05:00:00"), at("01T12:00:00"))).toEqual([]);
  });
});
