import { describe, expect, it } from "vitest";
import { csvHeader, csvLines } from "./csv";

describe("a CSV file", () => {
  it("starts with a byte order mark, once, so that Excel reads its letters right", () => {
    const file = csvHeader(["name", "city"]) + csvLines([["Café", "Łódź"]]);
    expect(file).toBe("\uFEFFname,city\nCafé,Łódź\n");
    expect(Buffer.from(file).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  });

  it.each([
    "=1+1",
    "+1+cmd",
    "-2+3",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "\n=1",
    "＝1+1",
    " =1+1",
    "=cmd|' /C calc'!A0",
    "-",
    "--1",
    "-1-1",
  ])("doesn't let a spreadsheet run %j", (text) => expect(csvLines([[text]])).toMatch(/^"?'/));

  it.each([
    ["-5", "-5"],
    ["-1250.5", "-1250.5"],
    ["-1e-7", "-1e-7"],
    ["0", "0"],
    [-5, "-5"],
    ["+49 30 1", "'+49 30 1"],
  ])("keeps numbers as numbers: %j", (cell, written) => expect(csvLines([[cell]])).toBe(`${written}\n`));

  it("quotes separators, quotes and line breaks, and leaves nothing where there is nothing", () => {
    expect(csvLines([["a,b", 'say "hi"', "two\nlines", null, undefined, ""]])).toBe(
      '"a,b","say ""hi""","two\nlines",,,\n',
    );
  });
});
