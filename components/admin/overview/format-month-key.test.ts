import { expect, it } from "vitest";
import { formatMonthKey } from "./format-month-key";

it("names a month by its key, in UTC", () => {
  expect(formatMonthKey("2026-11")).toBe("Nov 2026");
  expect(formatMonthKey("2026-01")).toBe("Jan 2026");
});
