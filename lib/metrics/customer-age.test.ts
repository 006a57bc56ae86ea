import { describe, expect, it } from "vitest";
import { customerAge } from "./customer-age";

describe("how long a customer had been paying", () => {
  it.each([
    ["2026-11-30", "2026-11-30", "0-3"],
    ["2026-08-05", "2026-11-04", "0-3"],
    ["2026-08-05", "2026-11-05", "3-6"],
    ["2026-01-31", "2026-04-30", "0-3"],
    ["2025-11-30", "2026-11-29", "6-12"],
    ["2025-11-30", "2026-11-30", "12-24"],
    ["2024-02-29", "2026-02-28", "12-24"],
    ["2024-02-29", "2026-03-01", "24+"],
    ["2026-12-01", "2026-11-30", "0-3"],
  ])("from %s to %s is %s", (first, day, age) => {
    expect(customerAge(first, day)).toBe(age);
  });
});
