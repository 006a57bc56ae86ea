import { describe, expect, it } from "vitest";
import { expiryWords } from "./expiry-words";

const now = new Date("2026-03-01T10:00:00Z");
const inHours = (hours: number) => new Date(now.getTime() + hours * 60 * 60 * 1000);

describe("how long an invitation works", () => {
  it.each([
    [7 * 24, "works for 7 more days"],
    [25, "works for 2 more days"],
    [24, "works for less than a day"],
    [1, "works for less than a day"],
  ])("in %i hours: %s", (hours, words) => {
    expect(expiryWords(inHours(hours), now)).toBe(words);
  });
});
