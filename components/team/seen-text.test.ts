import { expect, it } from "vitest";
import { seenText } from "./seen-text";

it.each([
  ["2026-12-01", "Active today"],
  ["2026-11-30", "Active yesterday"],
  ["2026-11-12", "Last active Nov 12"],
  ["2025-11-12", "Last active Nov 12, 2025"],
])("someone last seen on %s: %s", (day, words) => {
  expect(seenText(day, new Date("2026-12-01T00:30:00Z"))).toBe(words);
});
