import { describe, expect, it } from "vitest";
import { fieldSuites, readFieldOptions } from "./options";

const suites = ["usage", "billing"];

describe("the options of npm run field", () => {
  it("are a suite, a number of histories and a seed", () => {
    const args = ["usage", "--histories", "20", "--seed", "7"];
    expect(readFieldOptions(args, suites)).toEqual({ suite: "usage", histories: 20, seed: 7 });
    expect(readFieldOptions(["--seed=0", "billing"], suites)).toEqual({ suite: "billing", histories: 300, seed: 0 });
  });

  it("can begin at the time that a failing history had", () => {
    const args = ["billing", "--histories", "1", "--seed", "17", "--at", "2027-03-05T10:00:00Z"];
    const at = "2027-03-05T10:00:00.000Z";
    expect(readFieldOptions(args, suites)).toEqual({ suite: "billing", histories: 1, seed: 17, at });
  });

  it.each([
    [[], "Name one suite."],
    [["usage", "billing"], "Name one suite."],
    [["usages"], 'There is no suite "usages".'],
    [["usage", "--histories", "0"], "--histories must be a whole number from 1 to 1000000."],
    [["usage", "--histories", "ten"], "--histories must be a whole number"],
    [["usage", "--histories"], "--histories"],
    [["usage", "--seed", "-1"], "--seed"],
    [["usage", "--seed", "1.5"], "--seed must be a whole number from 0"],
    [["usage", "--seed", "9999999999"], "--seed must be a whole number from 0"],
    [["usage", "--history", "1"], "--history"],
    [["usage", "--at", "tomorrow"], "--at must be a time such as"],
  ])("%j are refused with a sentence", (args, sentence) => {
    const read = readFieldOptions(args, suites);
    expect(read).toMatchObject({ problem: expect.stringContaining(sentence) });
    expect(read).toMatchObject({ problem: expect.stringContaining("Usage: npm run field -- usage|billing") });
  });

  it("know the suites by their files", () => {
    expect(fieldSuites()).toContain("usage");
  });
});
