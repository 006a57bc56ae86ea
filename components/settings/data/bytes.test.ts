import { expect, it } from "vitest";
import { formatBytes } from "./bytes";

it.each([
  [0, "0 B"],
  [999, "999 B"],
  [1_000, "1.0 KB"],
  [12_345, "12.3 KB"],
  [999_949, "999.9 KB"],
  [999_950, "1.0 MB"],
  [3_100_000, "3.1 MB"],
])("shows %i bytes as %s", (bytes, words) => expect(formatBytes(bytes)).toBe(words));
