import { expect, test } from "vitest";
import { archLine, leavesOf, lightOf, type Opening } from "./arch-paths";

const opening: Opening = { x: 10, width: 20, top: 5, floor: 50 };

test("an arch rises to where it springs, half its width below its top, and comes down again", () => {
  expect(archLine(opening)).toBe("M10 50V15a10 10 0 0 1 20 0V50");
});

test("its leaves fill it, half of it, or nothing", () => {
  expect(leavesOf(opening, "closed")).toBe("M10 50V15a10 10 0 0 1 20 0V50Z");
  expect(leavesOf(opening, "half")).toBe("M10 50V15a10 10 0 0 1 10 -10V50Z");
  expect(leavesOf(opening, "open")).toBe("");
});

test("light falls from what is open", () => {
  expect(lightOf(opening, "open", 10)).toMatch(/^M10 50h20l/);
  expect(lightOf(opening, "half", 10)).toMatch(/^M20 50h10l/);
  expect(lightOf(opening, "closed", 10)).toBe("");
});
