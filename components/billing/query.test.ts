import { describe, expect, it } from "vitest";
import { writeCursor } from "@/lib/billing/page/invoice-cursor";
import { billingQuerySchema } from "./query";

const unstorable = [
  ["0000-01-01T00:00:00Z", "in_1"],
  ["2026-11-21T15:00:00Z", "\0"],
].map((cursor) => Buffer.from(JSON.stringify(cursor)).toString("base64url"));

describe("the billing page's address", () => {
  it.each(["", "garbage", "WyIyMDI2Il0", ["one", "two"], ...unstorable])(
    "shows the newest invoices for %j",
    (invoices) => {
      expect(billingQuerySchema.parse({ invoices }).invoices).toBeUndefined();
    },
  );

  it("shows the page of invoices that a link names, and the plan that it asks for", () => {
    const invoices = writeCursor({ createdAt: new Date("2026-11-21T15:00:00Z"), id: "in_1" });
    expect(billingQuerySchema.parse({ invoices, plan: "professional" })).toMatchObject({
      invoices,
      plan: "professional",
    });
  });
});
