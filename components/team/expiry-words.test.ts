import { describe, expect, it } from "vitest";
import { addHours } from "@/lib/durations";
import { expiryWords } from "./expiry-words";

const now = new Date("2026-03-01T10:00:00Z");

describe("when an invitation expires", () => {
  it.each([
    [7 * 24, "Expires in 7 days"],
    [25, "Expires in 2 days"],
    [24, "Expires in less than a day"],
    [1, "Expires in less than a day"],
  ])("in %i hours: %s", (hours, words) => {
    expect(expiryWords(addHours(now, hours), now)).toBe(words);
  });
});
