import { describe, expect, it } from "vitest";
import { closings } from "./closings";
import { conversionTo, noConversion } from "./fx/conversion";
import { monthsBetween } from "./page/spans";

const { periods } = monthsBetween("2026-09", "2026-11");
const row = (period: string, mrr: number, customers: number, currency = "usd") => ({
  period,
  mrr,
  customers,
  currency,
});

describe("MRR and paying organizations at each month's end", () => {
  it("go on from what was there before the first month, through months without a change", () => {
    const rows = [row("", 10_000, 2), row("2026-09-01", 5_000, 1), row("2026-11-01", -15_000, -3)];
    expect(closings(rows, periods, noConversion)).toEqual([
      { mrr: 15_000, customers: 3 },
      { mrr: 15_000, customers: 3 },
      { mrr: 0, customers: 0 },
    ]);
  });

  it("are converted as a whole at the rate of the month's last day, each currency by itself", () => {
    const conversion = conversionTo("usd", [
      { currency: "eur", day: "2026-09-30", rate: 1.1 },
      { currency: "eur", day: "2026-10-31", rate: 1.2 },
    ]);
    const rows = [row("", 1_000, 1), row("2026-09-01", 333, 1, "eur"), row("2026-10-01", 333, 0, "eur")];
    expect(closings(rows, periods, conversion).map(({ mrr }) => mrr)).toEqual([1_000 + 366, 1_000 + 799, 1_000 + 799]);
  });

  it("are nothing without a row", () => {
    expect(closings([], periods, noConversion)).toEqual(periods.map(() => ({ mrr: 0, customers: 0 })));
  });
});
