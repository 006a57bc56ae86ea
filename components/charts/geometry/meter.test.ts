import { expect, test } from "vitest";
import { meterGeometry } from "./meter";

test.each([
  ["nothing used", 0, 200, { within: 0, beyond: 0, end: 100 }],
  ["half used", 100, 200, { within: 50, beyond: 0, end: 100 }],
  ["exactly at the limit", 200, 200, { within: 100, beyond: 0, end: 100 }],
  ["a quarter over it", 250, 200, { within: 80, beyond: 20, end: 80 }],
  ["a limit of nothing, unused", 0, 0, { within: 0, beyond: 0, end: 100 }],
  ["a limit of nothing, used", 3, 0, { within: 100, beyond: 0, end: 100 }],
  ["a correction below zero", -5, 200, { within: 0, beyond: 0, end: 100 }],
])("%s", (_, used, limit, expected) => {
  expect(meterGeometry(used, limit)).toMatchObject({ ...expected, marks: [] });
});

test("the bar reaches the last threshold, and marks those that aren't the limit", () => {
  expect(meterGeometry(100, 200, [0.8, 0.9, 1, 1.25])).toEqual({
    within: 40,
    beyond: 0,
    end: 80,
    marks: [64, 72, 100],
  });
});

test("what is used beyond the last threshold lengthens the bar", () => {
  expect(meterGeometry(400, 200, [0.8, 1.1])).toEqual({ within: 50, beyond: 50, end: 50, marks: [40, 55] });
});
