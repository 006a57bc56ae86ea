import { expect, it } from "vitest";
import { isRunning, periodLabel, periodTick } from "./period-labels";

const asOf = new Date("2026-11-30T23:59:00Z");

it("a month and a day are written in UTC", () => {
  expect([periodLabel("2026-11"), periodLabel("2026-11-01")]).toEqual(["Nov 2026", "Nov 1, 2026"]);
  expect([periodTick("2026-11", asOf), periodTick("2026-11-01", asOf)]).toEqual(["Nov ’26", "Nov 1"]);
});

it("the period of the present isn't over", () => {
  expect(["2026-11", "2026-11-30", "2026-10", "2026-11-29"].map((period) => isRunning(period, asOf))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
