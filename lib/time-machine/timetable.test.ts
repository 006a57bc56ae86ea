import { describe, expect, it } from "vitest";
import { checksBetween, isLong, jobsBetween, nextStop, type Route, type Timetable } from "./timetable";

const timetable = {
  "expire-trials": { cron: "5 * * * *" },
  "notify-limits": { cron: "*/5 * * * *" },
  "watch-churn": { cron: "0 3 * * *" },
  reconcile: { cron: "0 4 * * *", check: true },
  "sweep-events": { cron: "* * * * *" },
  "send-email": {},
} as const satisfies Timetable;
const at = (instant: string) => new Date(`2027-02-${instant}Z`);
const route = (given: Partial<Route>): Route => ({
  at: at("01T10:20:00"),
  to: at("20T00:00:00"),
  stripe: null,
  trial: null,
  ...given,
});

describe("the next stop of a journey", () => {
  it.each([
    ["midnight, if nothing is due on a long journey", route({}), true, at("02T00:00:00")],
    ["the full hour, on a short one", route({}), false, at("01T11:00:00")],
    ["the end", route({ to: at("01T10:40:00") }), false, at("01T10:40:00")],
    ["where work of Stripe is due", route({ stripe: at("01T17:03:07") }), true, at("01T17:03:07")],
    ["not where it was due", route({ stripe: at("01T10:20:00") }), true, at("02T00:00:00")],
    [
      "after a trial's end, once the hourly jobs have run",
      route({ trial: at("01T14:06:00") }),
      true,
      at("01T15:05:00"),
    ],
    ["a trial's end itself, if they run that minute", route({ trial: at("01T14:05:00") }), true, at("01T14:05:00")],
  ])("%s", (_, given, long, expected) => {
    expect(nextStop(given, timetable, long)).toEqual(expected);
  });

  it("is daily above two days", () => {
    expect(isLong(at("01T00:00:00"), at("03T00:00:00"))).toBe(false);
    expect(isLong(at("01T00:00:00"), at("03T00:00:01"))).toBe(true);
  });
});

describe("the jobs of a journey", () => {
  it.each([
    ["every five minutes", "01T10:20:00", "01T10:25:00", ["notify-limits"]],
    ["none before it is due", "01T10:05:00", "01T10:09:59", []],
    ["at its minute", "01T10:04:00", "01T10:05:00", ["expire-trials", "notify-limits"]],
    ["not again after it", "01T10:05:00", "01T10:06:00", []],
    ["each once a day", "01T00:00:00", "02T00:00:00", ["expire-trials", "notify-limits", "watch-churn"]],
  ])("%s, without those that run every minute or on demand", (_, since, until, expected) => {
    expect(jobsBetween(timetable, at(since), at(until))).toEqual(expected);
  });

  it("include the checks once, at the end", () => {
    expect(checksBetween(timetable, at("01T05:00:00"), at("11T00:00:00"))).toEqual(["reconcile"]);
    expect(checksBetween(timetable, at("01T05:00:00"), at("01T12:00:00"))).toEqual([]);
  });
});
