import { describe, expect, it } from "vitest";
import { writeCursor } from "@/lib/billing/page/invoice-cursor";
import { billingQuerySchema } from "./query";

const unstorable = [
  ["0000-01-01T00:00:00Z", "in_1"],
  ["2026-11-21T15:00:00Z", "\0"],
].map((cursor) => Buffer.from(JSON.stringify(cursor)).toString("base64url"));

describe("the billing page's query", () => {
  it.each(["", "garbage", "WyIyMDI2Il0", ["one", "two"], ...unstorable])(
    "shows the newest invoices for %j",
    (invoices) => {
      expect(billingQuerySchema.parse({ invoices }).invoices).toBeUndefined();
    },
  );

  it("takes the page of invoices and the plan from a link", () => {
    const invoices = writeCursor({ createdAt: new Date("2026-11-21T15:00:00Z"), id: "in_1" });
    expect(billingQuerySchema.parse({ invoices, plan: "professional" })).toMatchObject({
      invoices,
      plan: "professional",
    });
  });
});
