import { describe, expect, it } from "vitest";
import {
  formatCompactMoney,
  formatMoney,
  formatPrice,
  formatRounded,
  formatUnitPrice,
  minorUnits,
  smallestAmount,
} from "./money";

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
    [{ amount: 8_000, currency: "krw" }, "₩8,000", "₩8,000"],
    [{ amount: 12_500, currency: "bhd" }, "BHD\u00a012.500", "BHD\u00a012.500"],
    [{ amount: 15_990_000, currency: "inr" }, "₹1,59,900.00", "₹1,59,900"],
    [{ amount: 4_050, currency: "gbp" }, "£40.50", "£40.50"],
    [{ amount: 500, currency: "isk" }, "ISK\u00a05.00", "ISK\u00a05"],
    [{ amount: 4_900, currency: "all" }, "ALL\u00a049.00", "ALL\u00a049"],
  ])("formats %o as %s and, on a price card, as %s", (money, exact, short) => {
    expect(formatMoney(money)).toBe(exact);
    expect(formatPrice(money)).toBe(short);
  });

  it("counts the minor units of a currency as Stripe does, which isn't always as Intl does", () => {
    const units = (currencies: string) => currencies.split(" ").map(minorUnits);
    expect(units("usd eur inr huf isk ugx all lak")).toEqual([100, 100, 100, 100, 100, 100, 100, 100]);
    expect(units("jpy krw clp vnd xof")).toEqual([1, 1, 1, 1, 1]);
    expect(units("kwd bhd omr jod tnd")).toEqual([1000, 1000, 1000, 1000, 1000]);
    expect([smallestAmount("kwd"), smallestAmount("usd"), smallestAmount("jpy")]).toEqual([10, 1, 1]);
  });

  it.each([
    [{ amount: 0.2, currency: "usd" }, "$0.002"],
    [{ amount: 50, currency: "usd" }, "$0.50"],
    [{ amount: 0.000005, currency: "usd" }, "$0.00000005"],
    [{ amount: 1.5, currency: "jpy" }, "¥1.5"],
    [{ amount: 12.5, currency: "kwd" }, "KWD\u00a00.0125"],
  ])("writes the unit price %o as %s", (price, text) => expect(formatUnitPrice(price)).toBe(text));

  it("is rounded on dashboards and short on axes", () => {
    const money = { amount: 41_943_10, currency: "usd" };
    expect([formatRounded(money), formatCompactMoney(money)]).toEqual(["$41,943", "$41.9K"]);
    expect(formatRounded({ amount: -20, currency: "usd" })).toBe("$0");
    expect(formatCompactMoney({ amount: -1_500_000_00, currency: "eur" })).toBe("−€1.5M");
    expect(formatCompactMoney({ amount: 40_000_00, currency: "usd" })).toBe("$40K");
    expect(formatRounded({ amount: 41_943, currency: "jpy" })).toBe("¥41,943");
  });
});
