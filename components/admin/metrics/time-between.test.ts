import { expect, it } from "vitest";
import { timeBetween } from "./time-between";

it.each([
  [20_000, "under a minute"],
  [60_000, "1 minute"],
  [100 * 60_000, "100 minutes"],
  [5.2 * 3_600_000, "5 hours"],
  [36 * 3_600_000, "36 hours"],
  [9.6 * 24 * 3_600_000, "10 days"],
])("%d ms between two steps are %s", (milliseconds, words) => {
  expect(timeBetween(milliseconds)).toBe(words);
});
