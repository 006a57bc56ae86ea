import { expect, it } from "vitest";
import { clockTime } from "./plant-defaults";

it.each([
  ["06:00", "6:00 AM"],
  ["14:00:00", "2:00 PM"],
  ["00:30", "12:30 AM"],
  ["12:05", "12:05 PM"],
])("shows %s as %s", (time, shown) => expect(clockTime(time)).toBe(shown));
