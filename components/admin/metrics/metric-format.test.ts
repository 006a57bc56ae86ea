import { describe, expect, it } from "vitest";
import { changeOf, formatMetric, toneOf } from "./metric-format";

describe("a metric", () => {
  it("is written in its unit", () => {
    expect(formatMetric(41_943_10, "money", "usd")).toBe("$41,943");
    expect(formatMetric(1_284, "count", "usd")).toBe("1,284");
    expect(formatMetric(0.0421, "ratio", "usd")).toBe("4.2%");
    expect(formatMetric(2.44, "multiple", "usd")).toBe("2.4×");
  });

  it("is n/a without a base", () => expect(formatMetric(null, "ratio", "usd")).toBe("n/a"));
});

describe("the change of a metric", () => {
  const change = (unit: "money" | "count" | "ratio" | "multiple", previous: number | null, value: number | null) =>
    changeOf({ unit, previous, value });

  it("is in percent of what it was", () => {
    expect(change("money", 40_000, 41_680)).toEqual({ text: "+4.2%", trend: "up" });
    expect(change("count", 20, 15)).toEqual({ text: "−25%", trend: "down" });
    expect(change("money", 1_000, 3_456)).toEqual({ text: "+246%", trend: "up" });
    expect(change("money", -1_000, 500)).toEqual({ text: "+150%", trend: "up" });
    expect(change("count", 7, 7)).toEqual({ text: "0%", trend: "flat" });
  });

  it("is in points for ratios, because 2% of 5% would be read as 7%", () => {
    expect(change("ratio", 0.05, 0.032)).toEqual({ text: "−1.8 pts", trend: "down" });
    expect(change("ratio", 0.5, 0.5)).toEqual({ text: "0 pts", trend: "flat" });
    expect(change("multiple", 1.5, 2.4)).toEqual({ text: "+0.9×", trend: "up" });
  });

  it("has no percentage of nothing", () => {
    expect(change("money", 0, 500)).toBeNull();
    expect(change("count", 0, 5)).toEqual({ text: "+5", trend: "up" });
    expect(change("ratio", null, 0.5)).toBeNull();
    expect(change("ratio", 0.5, null)).toBeNull();
  });

  it("is good or bad by what the metric is", () => {
    expect(toneOf("down", "down")).toBe("good");
    expect(toneOf("up", "down")).toBe("bad");
    expect(toneOf("flat", "up")).toBe("neutral");
    expect(toneOf("up", null)).toBe("neutral");
  });
});
