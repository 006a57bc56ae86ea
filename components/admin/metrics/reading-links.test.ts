import { describe, expect, it } from "vitest";
import { comparedWith, readingHref } from "./reading-links";

const filter = { currency: "usd", segment: { dimension: "plan", value: "starter" } } as const;

describe("a key figure", () => {
  it("leads to its rows, of its own period and in the page's segment", () => {
    const href = "/admin/analytics/movements?metric=lost&period=2026-10";
    expect(readingHref({ href }, filter)).toBe(`${href}&currency=usd&by=plan&value=starter`);
    expect(readingHref({ href: "/admin/analytics/payments" }, filter)).toBe(
      "/admin/analytics/payments?currency=usd&by=plan&value=starter",
    );
    expect(readingHref({ href: "/admin/organizations" }, filter)).toBe("/admin/organizations");
  });

  it("says which month a monthly rate is of", () => {
    expect(comparedWith({ unit: "ratio", type: "activity", at: "2026-10" })).toBe("in Oct 2026");
    expect(comparedWith({ unit: "money", type: "activity", at: "2026-10" })).toBeNull();
    expect(comparedWith({ unit: "ratio", type: "balance", at: "2026-10" })).toBeNull();
    expect(comparedWith({ unit: "ratio", type: "activity", at: "2026-11-30" })).toBeNull();
  });
});
