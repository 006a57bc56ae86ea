import { describe, expect, it } from "vitest";
import { isoDay } from "@/lib/dates";
import { addDays } from "@/lib/durations";
import { catalog } from "@/products/unison/catalog";
import { fxRows, GaugeTotals } from "./metric-rows";
import { visitRows } from "./visit-rows";
import { anyWords } from "./words";

const from = new Date("2026-08-03T00:00:00Z");
const until = new Date("2026-11-30T12:00:00Z");

describe("the totals of gauges", () => {
  it("add up everyone's latest level on each day", () => {
    const totals = new GaugeTotals();
    totals.add("a", "users", 3, new Date("2026-11-26T09:00:00Z"));
    totals.add("b", "users", 2, new Date("2026-11-27T09:00:00Z"));
    totals.add("a", "users", 5, new Date("2026-11-28T09:00:00Z"));
    totals.add("b", "users", 0, new Date("2026-11-29T09:00:00Z"));
    const rows = totals.rows(catalog, until).filter(({ meter }) => meter === "users");
    expect(rows.map(({ day, total, organizations }) => [day, total, organizations])).toEqual([
      ["2026-11-26", 3, 1],
      ["2026-11-27", 5, 2],
      ["2026-11-28", 7, 2],
      ["2026-11-29", 5, 1],
    ]);
  });
});

describe("exchange rates", () => {
  it("are there for every day, near what prices assume, and the same for the same seed", () => {
    const rows = fxRows(catalog, from, until, "a");
    expect(fxRows(catalog, from, until, "a")).toEqual(rows);
    const euro = rows.filter(({ currency }) => currency === "eur");
    expect(euro.map(({ day }) => day)).toEqual(
      Array.from({ length: euro.length }, (_, index) => isoDay(addDays(from, index))),
    );
    expect(euro.at(-1)?.day).toBe("2026-11-30");
    for (const { base, rate } of euro) {
      expect(base).toBe("usd");
      expect(Math.abs(rate * 0.95 - 1)).toBeLessThan(0.08);
    }
  });
});

describe("visits", () => {
  it("are as many as the sign-ups let expect, fewer at weekends, each visitor with at least one view", () => {
    const rows = visitRows({ organizations: 60, from, until, seed: "a", origins: anyWords.origins });
    const visitors = (isCounted: (day: string, page: string) => boolean) =>
      rows.filter(({ day, page }) => isCounted(day, page)).reduce((sum, row) => sum + row.visitors, 0);
    const home = visitors((_, page) => page === "/");
    expect(home).toBeGreaterThan(60 * 10);
    expect(home).toBeLessThan(60 * 40);
    expect(visitors((_, page) => page === "/sign-up")).toBeLessThan(visitors((_, page) => page === "/pricing"));
    const isWeekend = (day: string) => new Date(day).getUTCDay() % 6 === 0;
    expect(visitors(isWeekend)).toBeLessThan(visitors((day) => !isWeekend(day)) / 5);
    for (const { visitors: people, views } of rows) expect(views).toBeGreaterThanOrEqual(people);
    const keys = rows.map(({ visitors: _, views: __, ...key }) => JSON.stringify(key));
    expect(new Set(keys).size).toBe(keys.length);
  });
});
