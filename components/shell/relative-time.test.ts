import { describe, expect, it } from "vitest";
import { relativeTime, shortDay } from "./relative-time";

const now = new Date("2026-03-20T12:00:00Z");

describe("how long ago", () => {
  it.each([
    ["2026-03-20T12:00:00Z", "just now"],
    ["2026-03-20T11:59:01Z", "just now"],
    ["2026-03-20T12:00:30Z", "just now"],
    ["2026-03-20T11:59:00Z", "1 minute ago"],
    ["2026-03-20T09:00:00Z", "3 hours ago"],
    ["2026-03-19T12:00:00Z", "yesterday"],
    ["2026-03-14T12:00:00Z", "6 days ago"],
    ["2026-03-06T12:00:00Z", "Mar 6"],
    ["2025-12-31T23:00:00Z", "Dec 31, 2025"],
  ])("%s: %s", (then, words) => expect(relativeTime(new Date(then), now)).toBe(words));
});

it("shows a calendar day without regard to time zones", () => {
  expect(shortDay("2026-03-04")).toBe("Mar 4");
});
