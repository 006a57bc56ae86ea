import { describe, expect, it } from "vitest";
import { loadRowsParams, rowsQuery } from "./rows-params";
import { rowsTitle } from "./rows-words";

describe("the rows behind a figure", () => {
  it("are named after it and its period", () => {
    expect(rowsTitle({ metric: "movements", kind: "churn", period: "2026-11" })).toBe("Churn in Nov 2026");
    expect(rowsTitle({ metric: "movements", period: "2026-11-30" })).toBe("Movements on Nov 30, 2026");
    expect(rowsTitle({ metric: "mrr", period: "2026-10" })).toBe("MRR at the end of Oct 2026");
    expect(rowsTitle({ metric: "mrr", period: "2026-11-30" })).toBe("MRR on Nov 30, 2026");
    expect(rowsTitle({ metric: "sign_ups", period: "2025-12..2026-11" })).toBe("Sign-ups from Dec 2025 to Nov 2026");
    expect(rowsTitle({ metric: "movements", kind: "new", period: "2026-11-01..2026-11-30" })).toBe(
      "New from Nov 1, 2026 to Nov 30, 2026",
    );
  });

  const now = new Date("2026-11-30T09:00:00Z");
  const query = (search: string) => rowsQuery(loadRowsParams(new URLSearchParams(search)), now);

  it("are the movements of this month unless the URL says otherwise", () => {
    expect(query("")).toMatchObject({ metric: "movements", period: "2026-11", kind: null, cursor: null });
    expect(query("metric=mrr&period=2026-10-31&kind=churn")).toMatchObject({
      metric: "mrr",
      period: "2026-10-31",
      kind: null,
    });
  });

  it.each([
    "2026-02-30",
    "2026-13",
    "x",
    "2026-11-30T00:00:00Z",
    "'; drop table movements",
    "2026-11..2026-10",
    "2026-10..2026-11-30",
    "2026-10..",
    "2026-08..2026-09..2026-10",
  ])("are not of the period %s, which doesn't exist", (period) =>
    expect(query(`period=${encodeURIComponent(period)}`).period).toBe("2026-11"),
  );

  it("may be of several months or days", () => {
    expect(query("period=2025-12..2026-11").period).toBe("2025-12..2026-11");
    expect(query("period=2026-11-01..2026-11-30").period).toBe("2026-11-01..2026-11-30");
  });

  it("are of one segment only if it is given whole", () => {
    expect(query("by=plan&value=starter").segment).toEqual({ dimension: "plan", value: "starter" });
    expect(query("by=plan").segment).toBeNull();
    expect(query("by=color&value=red").segment).toBeNull();
    expect(query("by=plan&value=%00").segment).toBeNull();
    expect(query("currency=usd").currency).toBe("usd");
    expect(query("currency=dollars").currency).toBeNull();
  });
});
