import { describe, expect, it } from "vitest";
import { longText, moneyInput } from "./text-input";

describe("an amount", () => {
  it.each([
    ["12.5", 1250],
    ["0.29", 29],
    ["1.15", 115],
    ["1.005", undefined],
    [" 7 ", 700],
    ["9999999999.99", 999_999_999_999],
    [19.99, 1999],
    ["-1", undefined],
    ["1e3", undefined],
    ["1,000", undefined],
    ["", undefined],
  ])("%j is %s cents", (text, cents) => expect(moneyInput.safeParse(text).data).toBe(cents));
});

it("takes text of several lines, but no other control characters", () => {
  expect(longText(20).safeParse("one\ntwo").success).toBe(true);
  expect(longText(20).safeParse("one\0two").success).toBe(false);
});
