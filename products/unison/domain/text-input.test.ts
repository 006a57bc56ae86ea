import { describe, expect, it } from "vitest";
import { longText, moneyInput, orNothing, wholeNumber } from "./text-input";

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

it("an optional value is null if it is empty, and says what is wrong with it otherwise", () => {
  expect(["", null, undefined].map((value) => orNothing(moneyInput).parse(value))).toEqual([null, null, null]);
  const cost = orNothing(moneyInput).safeParse("1,250.50");
  expect(cost.error?.issues).toMatchObject([{ message: "Enter an amount, such as 12.50." }]);
  const minutes = orNothing(wholeNumber(1, 60)).safeParse("61");
  expect(minutes.error?.issues).toMatchObject([{ message: "Enter 60 or less." }]);
});
