import { expect, it } from "vitest";
import { withLetters } from "./page-letters";

const lettersOf = (...labels: string[]) => withLetters(labels.map((label) => ({ label }))).map(({ letter }) => letter);

it("gives each page the first letter of its label that is free", () => {
  expect(lettersOf("Dashboard", "Work orders", "Schedule", "Usage", "Billing", "Team", "Settings")).toEqual([
    "d",
    "w",
    "s",
    "u",
    "b",
    "t",
    "e",
  ]);
});

it("skips what isn't a letter, and pages whose letters are all taken", () => {
  expect(lettersOf("A", "2 B", "ab", "Ba c")).toEqual(["a", "b", "c"]);
});
