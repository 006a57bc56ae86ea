import { describe, expect, it } from "vitest";
import { addDays, addHours, addMinutes, hour, minute, second } from "@/lib/durations";
import { formatDuration, formatTimeUntil } from "./format-duration";

const now = new Date("2026-11-30T12:00:00Z");

describe("a duration", () => {
  it.each([
    [-5, "0 ms"],
    [320, "320 ms"],
    [1_400, "1.4 s"],
    [59 * second, "59.0 s"],
    [2 * minute, "2 min"],
    [hour, "1 hr"],
    [3 * hour, "3 hrs"],
  ])("of %i ms is %s", (ms, text) => expect(formatDuration(ms)).toBe(text));
});

describe("the time until", () => {
  it.each([
    [addMinutes(now, -5), "in 1 minute"],
    [addMinutes(now, 5), "in 5 minutes"],
    [addMinutes(now, 59.6), "in 1 hour"],
    [addHours(now, 3), "in 3 hours"],
    [addHours(now, 47), "in 47 hours"],
    [addDays(now, 2), "in 2 days"],
  ])("%s is %s", (then, text) => expect(formatTimeUntil(then, now)).toBe(text));
});
