import { expect, it } from "vitest";
import { pgArray } from "./pg-array";

it.each([
  [[], "{}"],
  [[1, null, 2 ** 53 - 1], "{1,NULL,9007199254740991}"],
  [["a", "NULL", "", 'say "so", {now}', "back\\slash"], '{"a","NULL","","say \\"so\\", {now}","back\\\\slash"}'],
  [[true, false], "{true,false}"],
])("writes %j as %s", (values, text) => {
  expect(pgArray(values)).toBe(text);
});
