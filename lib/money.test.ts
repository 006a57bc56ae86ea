import { describe, expect, it } from "vitest";
import { formatCompactMoney, formatMoney, formatPrice, formatRounded, minorUnits } from "./money";

describe("money", () => {
  it.each([
    [{ amount: 19_900, currency: "usd" }, "$199.00", "$199"],
    [{ amount: 52_920, currency: "usd" }, "$529.20", "$529.20"],
    [{ amount: 0, currency: "usd" }, "$0.00", "$0"],
    [{ amount: -166, currency: "usd" }, "−$1.66", "−$1.66"],
    [{ amount: -4_900, currency: "usd" }, "−$49.00", "−$49"],
    [{ amount: 1, currency: "usd" }, "$0.01", "$0.01"],
    [{ amount: 123_456_700, currency: "usd" }, "$1,234,567.00", "$1,234,567"],
    [{ amount: 4_900, currency: "eur" }, "€49.00", "€49"],
    [{ amount: 1_200, currency: "jpy" }, "¥1,200", "¥1,200"],
    [{ amount: -1_200, currency: "jpy" }, "−¥1,200", "−¥1,200"],
    [{ amount: 1_500, currency: "kwd" }, "KWD\u00a01.500", "KWD\u00a01.500"],
    [{ amount: 2_000, currency: "kwd" }, "KWD\u00a02.000", "KWD\u00a02"],
  ])("formats %o as %s and, on a price card, as %s", (money, exact, short) => {
    expect(formatMoney(money)).toBe(exact);
    expect(formatPrice(money)).toBe(short);
  });

  it("handles currencies without minor units", () => {
    expect([minorUnits("usd"), minorUnits("jpy"), minorUnits("kwd")]).toEqual([100, 1, 1000]);
  });

  it("is rounded on dashboards and short on axes", () => {
    const money = { amount: 41_943_10, currency: "usd" };
    expect([formatRounded(money), formatCompactMoney(money)]).toEqual(["$41,943", "$41.9K"]);
    expect(formatRounded({ amount: -20, currency: "usd" })).toBe("$0");
    expect(formatCompactMoney({ amount: -1_500_000_00, currency: "eur" })).toBe("−€1.5M");
    expect(formatCompactMoney({ amount: 40_000_00, currency: "usd" })).toBe("$40K");
    expect(formatRounded({ amount: 41_943, currency: "jpy" })).toBe("¥41,943");
  });
});
