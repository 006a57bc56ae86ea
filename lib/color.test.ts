import { expect, test } from "vitest";
import { contrastOf, hexOf, isInSrgb, type Oklch } from "./color";

const white: Oklch = [1, 0, 0];
const black: Oklch = [0, 0, 0];
const red: Oklch = [0.627955, 0.257683, 29.2339];
const blue: Oklch = [0.452014, 0.313214, 264.052];
/** #777777, whose contrast with white is the best-known near miss. */
const gray: Oklch = [0.5693, 0, 0];

test("known colors have their known values in sRGB", () => {
  expect([white, black, red, blue, gray].map(hexOf)).toEqual(["#ffffff", "#000000", "#ff0000", "#0000ff", "#777777"]);
});

test("the contrast is the one of WCAG, whichever color is named first", () => {
  expect(contrastOf(black, white)).toBeCloseTo(21, 3);
  expect(contrastOf(white, gray)).toBeCloseTo(4.48, 1);
  expect(contrastOf(gray, white)).toBeLessThan(4.5);
  expect(contrastOf(red, red)).toBe(1);
});

test("a color outside of sRGB is known as one, and clipped", () => {
  expect(isInSrgb(blue)).toBe(true);
  expect(isInSrgb([0.7, 0.3, 150])).toBe(false);
  expect(hexOf([0.7, 0.3, 150])).toMatch(/^#00[0-9a-f]{4}$/);
});
