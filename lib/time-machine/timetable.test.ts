import { describe, expect, it } from "vitest";
import { day, hour } from "@/lib/durations";
import { checksBetween, jobsBetween, nextStop, type Route, strideOf, type Timetable } from "./timetable";

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
  jobsAt: given.at ?? at("01T10:20:00"),
  to: at("20T00:00:00"),
  stripe: null,
  trial: null,
  ...given,
});

describe("the next stop of a journey", () => {
  it.each([
    ["midnight, if nothing is due on a long journey", route({}), day, at("02T00:00:00")],
    ["the full hour, on a short one", route({}), hour, at("01T11:00:00")],
    ["the end", route({ to: at("01T10:40:00") }), hour, at("01T10:40:00")],
    ["not where work of Stripe was due", route({ stripe: at("01T10:20:00") }), day, at("02T00:00:00")],
    ["midnight, if work of Stripe is due then, too", route({ stripe: at("02T00:00:00") }), day, at("02T00:00:00")],
    ["after a trial's end, once the hourly jobs have run", route({ trial: at("01T14:06:00") }), day, at("01T15:05:00")],
    ["a trial's end itself, if they run that minute", route({ trial: at("01T14:05:00") }), day, at("01T14:05:00")],
    ["after midnight, if they see it only then", route({ trial: at("01T23:30:00") }), day, at("02T00:05:00")],
    [
      "after a trial's end that Stripe's work came after",
      route({ at: at("01T14:20:00"), jobsAt: at("01T00:00:00"), trial: at("01T14:06:00") }),
      day,
      at("01T15:05:00"),
    ],
  ])("%s", (_, given, stride, expected) => {
    expect(nextStop(given, timetable, stride)).toEqual({ at: expected, runsJobs: true });
  });

  it.each([
    ["on a long journey", route({}), day],
    ["on a short one", route({}), hour],
    ["before the jobs see a trial end", route({ trial: at("01T10:40:00") }), day],
  ])("is where work of Stripe is due, without our own jobs, %s", (_, given, stride) => {
    const stripe = at("01T10:43:07");
    expect(nextStop({ ...given, stripe }, timetable, stride)).toEqual({ at: stripe, runsJobs: false });
  });

  it("is daily above two days, after the first full hour", () => {
    const [from, later] = [at("01T00:20:00"), at("01T01:00:00")];
    expect(strideOf(from, later, at("03T00:20:00"))).toBe(hour);
    expect(strideOf(from, later, at("03T00:20:01"))).toBe(day);
    expect(strideOf(from, from, at("03T00:20:01"))).toBe(hour);
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
