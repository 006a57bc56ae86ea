import { expect, it } from "vitest";
import { durationWords } from "./duration-words";

it.each([
  [0, "0 minutes"],
  [60, "1 minute"],
  [3_540, "59 minutes"],
  [3_600, "1 hour"],
  [12_600, "3.5 hours"],
  [432_000, "120 hours"],
])("%d seconds are %s", (seconds, words) => expect(durationWords(seconds)).toBe(words));
